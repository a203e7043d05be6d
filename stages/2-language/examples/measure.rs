//! temporary
use chancery_language::Engine;
use std::time::Instant;
fn cpu() -> f64 { let s = std::fs::read_to_string("/proc/self/stat").unwrap(); let v: Vec<f64> = s.rsplit(')').next().unwrap().split_whitespace().skip(11).take(2).map(|x| x.parse().unwrap()).collect(); (v[0] + v[1]) / 100.0 }
fn main() {
    let t = Instant::now();
    let e = Engine::load().unwrap();
    println!("load {:?}", t.elapsed());
    for f in ["en_ewt-dev", "en_gum-dev"] {
        let src = std::fs::read_to_string(format!("/work/shared/data/ud/{f}.conllu")).unwrap();
        let gold = chancery_model::conllu::parse(&src).unwrap();
        let t = cpu();
        let sys = e.trees_gold(&gold);
        let dt = cpu() - t;
        let (mut n, mut up, mut ua, mut la, mut las, mut lem) = (0, 0, 0, 0, 0, 0);
        for (g, s) in gold.iter().zip(&sys) {
            for (a, b) in g.rows.iter().zip(&s.rows) {
                n += 1;
                up += usize::from(a.upos == b.upos);
                lem += usize::from(a.lemma == b.lemma); if a.lemma != b.lemma && f == "en_gum-dev" { println!("LEM {} {} {} gold {}", a.form, a.upos, b.lemma, a.lemma); }
                let u = a.head == b.head;
                ua += usize::from(u);
                la += usize::from(u && a.relation == b.relation);
                las += usize::from(u && a.relation.split(':').next() == b.relation.split(':').next());
            }
        }
        let p = |x: usize| x as f64 / n as f64;
        println!("{f} n {n} upos {:.4} lemma {:.4} uas {:.4} las {:.4} las-universal {:.4}  {:.0} words/s", p(up), p(lem), p(ua), p(la), p(las), n as f64 / dt);
    }
}
