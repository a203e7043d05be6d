"""The language model: one small BERT encoder, a vector a word, and heads over the vectors.

Encoder: all-MiniLM-L6-v2 (Apache-2.0), embeddings frozen, with a learned shape embedding added
so that the uncased encoder sees case. The marks [CLS] and [SEP], on which pretrained heads rest
where they have nothing to look at, are no pieces here: each layer has learned keys and values in
their place ("sinks"; Li and Liang 2021 call such a thing a prefix), which saves two rows a sentence
in every matrix. Heads: UPOS, features, lemma script, entity tags; arcs by
a biaffine form (Dozat and Manning 2017); labels by a perceptron over the sum of a projection of
the dependent and one of the head, which costs a tenth of a bilinear form over 51 labels.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from .pieces import SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
ARC, REL = 256, 256
SINKS = 2
POSITIONS = 511
"""The pretrained table has 512, of which the first was the mark's."""


class Layer(nn.Module):
    """A post-norm transformer layer, as in BERT."""

    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask, p, sinks):
        """`sinks` is [2, SINKS, WIDTH]: keys and values before the sentence's own; `mask` has them."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).chunk(3, -1)
        before = sinks.to(k.dtype)[:, None].expand(-1, b, -1, -1)
        k, v = torch.cat([before[0], k], 1), torch.cat([before[1], v], 1)
        q, k, v = (y.reshape(b, y.shape[1], ATTENTION_HEADS, -1).transpose(1, 2) for y in (q, k, v))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=p if self.training else 0.0)
        a = self.out(a.transpose(1, 2).reshape(b, t, WIDTH))
        x = self.norm1(x + F.dropout(a, p, self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(h, p, self.training))


@dataclass
class Sizes:
    """How many labels each head has."""

    upos: int
    feats: int
    lemmas: int
    rels: int
    tags: int


class Language(nn.Module):
    """Word pieces in, scores a word out."""

    def __init__(self, vocab: int, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.33):
        super().__init__()
        self.words = nn.Embedding(vocab, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.feats = nn.Linear(WIDTH, sizes.feats)
        self.lemma = nn.Linear(WIDTH, sizes.lemmas)
        self.entity_in = nn.Linear(WIDTH, 128)
        self.entity = nn.Linear(128, sizes.tags)
        self.arc_dep = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel_dep = nn.Linear(WIDTH, REL)
        self.rel_head = nn.Linear(WIDTH, REL, bias=False)
        self.rel = nn.Linear(REL, sizes.rels)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.sinks = nn.Parameter(torch.zeros(LAYERS, 2, SINKS, WIDTH))
        self.dropout, self.head_dropout = dropout, head_dropout
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.xavier_uniform_(self.arc)

    def load_encoder(self, path: str, ids: dict[str, int]):
        """Takes the pretrained encoder's weights from its safetensors file; `ids` is its vocabulary."""
        w = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
        take = lambda name: w[name]
        self.words.weight.data.copy_(take("embeddings.word_embeddings.weight"))
        positions = take("embeddings.position_embeddings.weight") + take("embeddings.token_type_embeddings.weight")[0]
        self.positions.weight.data.copy_(positions[1:])
        self._norm(self.norm, w, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [w[f"{p}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
                getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
                getattr(layer.out, kind).data.copy_(w[f"{p}attention.output.dense.{kind}"])
                getattr(layer.up, kind).data.copy_(w[f"{p}intermediate.dense.{kind}"])
                getattr(layer.down, kind).data.copy_(w[f"{p}output.dense.{kind}"])
            self._norm(layer.norm1, w, p + "attention.output.LayerNorm")
            self._norm(layer.norm2, w, p + "output.LayerNorm")
        self.words.weight.requires_grad_(False)
        self.take_sinks(positions, ids)

    @torch.no_grad()
    def take_sinks(self, positions, ids: dict[str, int], length: int = 24):
        """Starts the sinks at the marks' keys and values around a sentence of unknown words.
        `positions` is the pretrained table, the mark's own first."""
        self.eval()
        pieces = torch.tensor([ids["[CLS]"]] + [ids["[UNK]"]] * length + [ids["[SEP]"]])
        x = self.norm(self.words(pieces) + positions[: length + 2])[None]
        none = torch.zeros(2, 0, WIDTH)
        for layer, sinks in zip(self.layers, self.sinks):
            _, k, v = layer.qkv(x)[0, [0, -1]].chunk(3, -1)
            sinks.copy_(torch.stack([k, v]))
            x = layer(x, torch.ones(1, 1, 1, length + 2, dtype=torch.bool), 0.0, none)
        self.train()

    @staticmethod
    def _norm(norm, w, name):
        norm.weight.data.copy_(w[name + ".weight"])
        norm.bias.data.copy_(w[name + ".bias"])

    def encode(self, ids, shapes, lengths, pool):
        """Word vectors [batch, words, WIDTH]: the mean of each word's piece vectors.

        `pool` is [batch, words, pieces], its rows summing to one (or zero for padding)."""
        t = ids.shape[1]
        x = self.words(ids) + self.positions.weight[:t] + self.shapes(shapes)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = (torch.arange(-SINKS, t)[None] < lengths[:, None])[:, None, None, :]
        for layer, sinks in zip(self.layers, self.sinks):
            x = layer(x, mask, self.dropout, sinks)
        return torch.bmm(pool, x.to(pool.dtype)) if pool.dtype == x.dtype else torch.bmm(pool.to(x.dtype), x)

    def drop(self, x):
        """Variational dropout: one mask a sentence."""
        if not self.training or not self.head_dropout:
            return x
        keep = 1 - self.head_dropout
        return x * (torch.bernoulli(torch.full((x.shape[0], 1, x.shape[2]), keep)) / keep).to(x.dtype)

    def heads(self, v, word_mask):
        """Scores: upos, feats, lemma, tags [b,w,n]; arcs [b,w,w+1], column 0 the root."""
        d = F.dropout(v, self.dropout, self.training)
        root = self.root.to(v.dtype).expand(v.shape[0], 1, WIDTH)
        h = torch.cat([root, v], 1)
        dep = self.drop(F.gelu(self.arc_dep(v)))
        head = self.drop(F.gelu(self.arc_head(h)))
        one = torch.ones_like(dep[..., :1])
        arcs = torch.cat([dep, one], -1) @ self.arc.to(dep.dtype) @ head.transpose(1, 2)
        mask = torch.cat([torch.ones_like(word_mask[:, :1]), word_mask], 1)
        arcs = (arcs.float() / math.sqrt(ARC)).masked_fill(~mask[:, None, :], -1e4)
        tags = self.entity(F.gelu(self.entity_in(d)))
        return {
            "upos": self.upos(d), "feats": self.feats(d), "lemma": self.lemma(d), "tags": tags,
            "arcs": arcs, "rel_dep": self.rel_dep(v), "rel_head": self.rel_head(h),
        }

    def relations(self, out, heads):
        """Label scores [b,w,n] given each word's head (0 the root)."""
        index = heads.clamp(min=0)[..., None].expand(-1, -1, REL)
        return self.rel(self.drop(F.gelu(out["rel_dep"] + out["rel_head"].gather(1, index))))
