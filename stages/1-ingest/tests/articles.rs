//! Pages in the shapes that outlets' templates have. All texts, names and outlets are invented.

use chancery_ingest::ingest;
use chancery_ingest::score::article;
use chancery_model::dispatch::Dispatch;

const ONE: &str = "Envoys of the two states met in Oslo on Monday for talks on fisheries and trade.";
const TWO: &str = "They agreed to open the border for trucks before the end of June, a spokesman said.";
const THREE: &str = "“The talks were useful,” Minister Odo Brandt told reporters after the meeting.";
const FOUR: &str = "Lara Quist, who leads the other side, said that the talks would go on in May.";
const TITLE: &str = "Envoys meet in Oslo for talks on fisheries";

fn page(head: &str, body: &str) -> Dispatch {
    ingest(
        "https://example.org/news/1",
        format!("<!doctype html><html><head>{head}</head><body>{body}</body></html>").as_bytes(),
    )
}

/// The page has this title, and its article these paragraphs and no others.
fn check(head: &str, body: &str, paragraphs: &[&str]) {
    let d = page(head, body);
    let found: Vec<&str> = article(&d).split("\n\n").collect();
    assert_eq!(found, paragraphs);
    assert_eq!(d.text.slice(d.title), TITLE);
}

fn head() -> String {
    format!("<title>{TITLE} | Example Times</title><meta property='og:title' content='{TITLE}'>")
}

#[test]
fn a_blog_system_with_widgets_a_biography_and_comments() {
    check(
        &head(),
        &format!(
            "<header class='site-header'><nav id='site-navigation'><ul><li><a href='/'>Home</a></li>\
             <li><a href='/world'>World</a></li></ul></nav></header><div id='content' class='site-content'>\
             <main class='site-main'><article class='post type-post hentry category-world has-sidebar'>\
             <header class='entry-header'><h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'>\
             <span class='posted-on'>March 2, 2021</span> <span class='byline'>by Lara Sol</span></div></header>\
             <div class='entry-content'><figure class='wp-caption'><img src='a.jpg'><figcaption \
             class='wp-caption-text'>The envoys before their meeting in the town hall. Photo: Mira Sol</figcaption>\
             </figure><p>{ONE}</p><p>{TWO}</p><div class='sharedaddy'><h3>Share this:</h3><ul><li><a href='#'>\
             Twitter</a></li></ul></div><p>{THREE}</p><h2>What is next</h2><p>{FOUR}</p></div>\
             <footer class='entry-footer'>Posted in <a href='/world'>World</a></footer>\
             <div class='author-box'><h4>Lara Sol</h4><p>Lara Sol is a reporter in Oslo. She has written on \
             fisheries for twenty years and keeps a boat.</p></div></article>\
             <div id='jp-relatedposts'><h3>Related</h3><p>Rain falls in the north of the state and much of it.</p>\
             </div><div id='comments' class='comments-area'><h2>2 Comments</h2><ol class='comment-list'><li><p>I \
             was there and saw all of it, and it was a very fine day for the two envoys.</p></li></ol></div></main>\
             <aside id='secondary' class='widget-area'><p>Subscribe to our daily letter and read of the world at \
             your breakfast table.</p></aside></div><footer id='colophon'><p>© 2021 Example Times. All rights \
             reserved.</p></footer>"
        ),
        &[ONE, TWO, THREE, "What is next", FOUR],
    );
}

#[test]
fn an_agency_with_check_also_and_read_more() {
    check(
        &head(),
        &format!(
            "<div class='wrapper'><div class='content-wrap'><div class='content'><article class='item-list'>\
             <h1 class='post-title entry-title'>{TITLE}</h1><p class='post-meta'><span>2 March، 2021</span></p>\
             <div class='entry'><p>Oslo, SANA- {ONE}</p><p>{TWO}</p><p>Rula al-Sabbar</p></div></article>\
             <section id='check-also-box'><h3>Check Also</h3><h2><a href='/x'>Ford opens</a></h2><p>Oslo, \
             SANA-The ford on the river was opened by the envoy on Sunday …</p><a href='/x' class='more-link'>\
             Read More »</a></section></div></div></div>"
        ),
        &[&format!("Oslo, SANA- {ONE}"), TWO, "Rula al-Sabbar"],
    );
}

#[test]
fn a_content_system_of_a_ministry_with_fields() {
    check(
        &head(),
        &format!(
            "<div id='skip-link'><a href='#main'>Skip to main content</a></div><div role='main'><h1 \
             class='page-header'>{TITLE}</h1><div class='region region-content'><div class='node node-news'>\
             <div class='field field-name-field-date field-type-datetime'><div class='field-items'>2 March 2021\
             </div></div><div class='field field-name-body field-type-text-with-summary'><div \
             class='field-items'><div class='field-item even' property='content:encoded'><p>{ONE}</p><ul>\
             <li>the opening of the border for trucks;</li><li>a joint fund for the fisheries.</li></ul>\
             <blockquote><p>{THREE}</p></blockquote><p>{FOUR}</p></div></div></div></div></div></div>\
             <div class='region region-footer'><p>Ministry of Foreign Affairs, 1 Long Street, Oslo. All enquiries \
             to the press office.</p></div>"
        ),
        &[ONE, "the opening of the border for trucks;", "a joint fund for the fisheries.", THREE, FOUR],
    );
}

#[test]
fn paragraphs_that_are_only_breaks() {
    check(
        &head(),
        &format!(
            "<table width='900'><tr><td width='150'><a href='/'>Home</a><br><a href='/w'>World</a><br>\
             <a href='/s'>Sport</a></td><td><font size='4'><b><h1>{TITLE}</h1></b></font><font size='2'>{ONE}\
             <br><br>{TWO}<br>\n<br>\n{THREE}<br /><br />{FOUR}</font></td></tr></table>"
        ),
        &[ONE, TWO, THREE, FOUR],
    );
}

#[test]
fn a_page_without_any_paragraph_element() {
    check(
        &head(),
        &format!(
            "<div class='top'><span>Example Times</span></div><div class='det'><h1>{TITLE}</h1><div>{ONE}</div>\
             <div>{TWO}</div><div>{THREE}</div><div>{FOUR}</div></div><div class='bottom'><div><a href='/a'>\
             Rain falls in the north of the state.</a></div><div><a href='/b'>The ford has been opened again.\
             </a></div></div>"
        ),
        &[ONE, TWO, THREE, FOUR],
    );
}

#[test]
fn a_light_page_for_telephones() {
    check(
        &head(),
        &format!(
            "<amp-sidebar id='s'><ul><li><a href='/'>Home</a></li></ul></amp-sidebar><article class='amp-wp-article'>\
             <h1 class='amp-wp-title'>{TITLE}</h1><amp-img src='a.jpg'></amp-img><div \
             class='amp-wp-article-content'><p>{ONE}</p><amp-ad width='300'><p>Buy a boat at half its price from \
             the dealer in the harbour.</p></amp-ad><p>{TWO}</p><p>{THREE}</p></div></article>"
        ),
        &[ONE, TWO, THREE],
    );
}

#[test]
fn a_text_in_several_pieces_with_links_between_them() {
    check(
        &head(),
        &format!(
            "<main><article><h1>{TITLE}</h1><div class='grid'><div class='article__body'><p>{ONE}</p><p>{TWO}</p>\
             </div><div class='ad-slot'>Advertisement</div></div><div class='grid'><div class='article__body'>\
             <p><strong>Read more: <a href='/x'>Rain falls in the north of the state</a></strong></p><p>{THREE}</p>\
             <p><a href='/y'>THE FORD ON THE RIVER HAS BEEN OPENED FOR TRUCKS AND CARS</a></p><p>{FOUR}</p>\
             <p>Follow us on Twitter and Telegram.</p></div></div></article></main>"
        ),
        &[ONE, TWO, THREE, FOUR],
    );
}

#[test]
fn the_article_with_the_title_is_taken_where_others_follow() {
    let other = "The ford on the river was opened by the governor, who had come with many guests on Sunday.";
    check(
        &head(),
        &format!(
            "<div class='feed'><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></article>\
             <article><h2>Ford opens</h2><p>{other}</p><p>{other} Again.</p><p>{other} Once more.</p>\
             <p>{other} And again.</p></article></div>"
        ),
        &[ONE, TWO, THREE],
    );
}

#[test]
fn entries_of_a_live_page_stay() {
    check(
        &head(),
        &format!(
            "<main><h1>{TITLE}</h1><div class='live-blog'><div class='entry'><h3>10:32 Talks begin</h3><p>{ONE}</p>\
             </div><div class='entry'><h3>11:05 Talks end</h3><p>{TWO}</p><p>{THREE}</p></div></div></main>"
        ),
        &["10:32 Talks begin", ONE, "11:05 Talks end", TWO, THREE],
    );
}

#[test]
fn a_form_around_the_page_and_a_hidden_notice() {
    check(
        &head(),
        &format!(
            "<form id='aspnetForm' method='post'><input type='hidden' name='v'><div class='cookie-banner'><p>We use \
             cookies to make this site better for you and for us.</p></div><div style='display: none'><p>Please \
             switch on scripts in your browser to read this.</p></div><div id='ctl00_Main'><h1>{TITLE}</h1>\
             <p>{ONE}</p><p>{TWO}</p><p>{FOUR}</p></div></form>"
        ),
        &[ONE, TWO, FOUR],
    );
}

#[test]
fn a_table_of_values_is_a_line_a_row() {
    check(
        &head(),
        &format!(
            "<article><h1>{TITLE}</h1><p>{ONE}</p><table><tr><th>State</th><th>Trucks</th></tr><tr><td>Norway</td>\
             <td>1,200</td></tr></table><p>{TWO}</p></article>"
        ),
        &[ONE, "State Trucks", "Norway 1,200", TWO],
    );
}

#[test]
fn a_call_to_subscribe_and_contacts_at_the_end_are_cut() {
    check(
        &head(),
        &format!(
            "<article><h1>{TITLE}</h1><div class='story-body'><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>Sign up to have \
             our newsletter delivered to your inbox.</p><p>Write to Lara Sol at lara.sol@example.org</p></div>\
             </article>"
        ),
        &[ONE, TWO, THREE],
    );
}

#[test]
fn an_article_under_a_name_that_means_something_else_is_found() {
    check(
        &head(),
        &format!("<div class='promo-teaser'><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p></div>"),
        &[ONE, TWO],
    );
}

#[test]
fn pages_without_an_article_are_no_failure() {
    for body in ["", "<p>", "<div><a href=/>Home</a></div>", "<script>x</script>", "<table><tr><td>"] {
        assert!(page("", body).paragraphs.len() <= 1, "{body}");
    }
}

#[test]
fn hostile_pages_are_read_to_an_end() {
    let nested = format!("<div class='{}'>", "related ".repeat(2_000)).repeat(300);
    for (n, body) in [
        format!("{}<p>{ONE}</p>", "<div>".repeat(100_000)),
        format!("{nested}<p>{ONE}</p>"),
        format!("<p>{ONE}</p><!--{}", "-".repeat(1_000_000)),
        format!("<p>{ONE}</p><p {}", "a ".repeat(1_000_000)),
        format!("<p>{ONE}</p>{}", "<p>\0Envoys came and went, and nobody saw them go.".repeat(20_000)),
        format!("<p>{ONE}</p>{}", "<br>".repeat(300_000)),
        format!("<p>{ONE}</p>{}", "<li>x".repeat(100_000)),
        format!("<script>{}</script><p>{ONE}</p>", "<p>x</p>".repeat(100_000)),
        format!("<p>{ONE}</p><script>{}", "<p>x</p>".repeat(100_000)),
        format!("<p>{ONE}</p>{}", "<table><td>".repeat(50_000)),
    ]
    .iter()
    .enumerate()
    {
        let d = page("", body);
        assert!(d.text.as_str().contains(ONE), "page {n}");
    }
}
