"""The command as a whole, on corpora and an encoder small enough to train in seconds."""

import json
import shutil
import zipfile

import pytest

from geo import language, paths
from geo.language.encoding import PIECES

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("spacy_lookups_data")
save_file = pytest.importorskip("safetensors.torch").save_file
command = pytest.importorskip("geo.training.command")

SENTENCE = """\
# newpar
1\tShells\tshell\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\thit\thit\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
3\tQamishli\tQamishli\tPROPN\tNNP\tNumber=Sing\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
ARTICLE = "Shells\tO\nhit\tO\nQamishli\tB-Location\n.\tO\n\n"
WIDTH, INNER, LAYERS = 24, 32, 2


def tiny_encoder(folder):
    """Write an untrained encoder in the published form, with the vocabulary that ships."""
    shutil.copyfile(paths.data("language") / PIECES, folder / "tokenizer.json")
    vocabulary = len(json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"])
    config = {"vocab_size": vocabulary, "hidden_size": WIDTH, "intermediate_size": INNER, "num_attention_heads": 2}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    torch.manual_seed(1)

    def linear(name, rows, columns):
        return {f"{name}.weight": torch.randn(rows, columns) * 0.1, f"{name}.bias": torch.zeros(rows)}

    def norm(name):
        return {f"{name}.weight": torch.ones(WIDTH), f"{name}.bias": torch.zeros(WIDTH)}

    weights = {
        "embeddings.word_embeddings.weight": torch.randn(vocabulary, WIDTH),
        "embeddings.position_embeddings.weight": torch.randn(512, WIDTH) * 0.1,
        "embeddings.token_type_embeddings.weight": torch.zeros(2, WIDTH),
        **norm("embeddings.LayerNorm"),
    }
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        for part in ("query", "key", "value"):
            weights |= linear(f"{layer}.attention.self.{part}", WIDTH, WIDTH)
        weights |= linear(f"{layer}.attention.output.dense", WIDTH, WIDTH)
        weights |= norm(f"{layer}.attention.output.LayerNorm")
        weights |= linear(f"{layer}.intermediate.dense", INNER, WIDTH)
        weights |= linear(f"{layer}.output.dense", WIDTH, INNER)
        weights |= norm(f"{layer}.output.LayerNorm")
    save_file(weights, folder / "model.safetensors")


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora")
    tiny_encoder(folder)
    for part in ("train", "test"):
        (folder / f"x-{part}.conllu").write_text(SENTENCE * 20, encoding="utf-8")
    for number in range(90):
        (folder / f"{number}.tsv").write_text(ARTICLE * 2, encoding="utf-8")
    with zipfile.ZipFile(folder / "gmb.zip", "w") as archive:
        archive.writestr("gmb.csv", "Sentence #,Word,POS,Tag\n" + "Sentence: 1,Qamishli,NNP,B-geo\n,fell,VBD,O\n" * 50)
    (folder / "wikigold.txt").write_text("Qamishli I-LOC\nfell O\n\n", encoding="utf-8")
    (folder / "places.jsonl").write_text('{"text": "Shells hit Qamishli.", "toponyms": []}\n', encoding="utf-8")
    return folder


def options(corpora, output):
    return [
        *("--treebank", str(corpora), "--encoder", str(corpora), "--worldwide", str(corpora)),
        *("--gmb", str(corpora / "gmb.zip"), "--wikigold", str(corpora / "wikigold.txt"), "--layers", str(LAYERS)),
        *("--places", str(corpora / "places.jsonl"), "--passes", "40", "--rate", "0.005", "--threads", "1"),
        *("-o", str(output)),
    ]


@pytest.fixture(scope="module")
def model(corpora, tmp_path_factory):
    output = tmp_path_factory.mktemp("trained") / "model"
    assert command.main(options(corpora, output)) == 0
    return output


def test_the_command_trains_a_network_that_reads(model):
    doc = language.load(model)("Shells hit Qamishli.")
    assert [(token.pos_, token.dep_) for token in doc][:2] == [("NOUN", "nsubj"), ("VERB", "ROOT")]
    assert [(name.text, name.label_) for name in doc.ents] == [("Qamishli", "PLACE")]


def test_the_command_scores_and_describes(model):
    measured = json.loads((model / "scores.json").read_text(encoding="utf-8"))
    assert measured["UD English EWT test, raw text"]["UPOS"] == 100
    assert "places, places" in measured
    assert "| LAS |" in (model / "CARD.md").read_text(encoding="utf-8")


def test_the_scores_without_worldwide_stand_beside(corpora, model, tmp_path):
    again = tmp_path / "model"
    shutil.copytree(model, again)
    words = [*options(corpora, again), "--score-only", "--without-worldwide", str(model)]
    assert command.main(words) == 0
    assert "| UD English EWT test, raw text | | without Worldwide |" in (again / "CARD.md").read_text(encoding="utf-8")


def test_a_folder_without_scores_is_named(corpora, model, tmp_path, capsys):
    words = [*options(corpora, model), "--score-only", "--without-worldwide", str(tmp_path)]
    assert command.main(words) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_nothing_of_a_corpus_is_written(model):
    for path in model.iterdir():
        if path.name not in {PIECES, "CARD.md"}:
            assert b"Qamishli" not in path.read_bytes(), path.name


def test_the_same_seed_gives_the_same_network(corpora, model, tmp_path):
    again = tmp_path / "again"
    assert command.main(options(corpora, again)) == 0
    assert (again / "network.onnx").read_bytes() == (model / "network.onnx").read_bytes()


def test_a_missing_corpus_ends_with_one_sentence(corpora, tmp_path, capsys):
    words = options(corpora, tmp_path / "model")
    words[words.index("--wikigold") + 1] = str(corpora / "nothing.txt")
    assert command.main(words) == 1
    assert "nothing.txt" in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


def test_more_layers_than_there_are_is_one_sentence(corpora, tmp_path, capsys):
    words = options(corpora, tmp_path / "model")
    words[words.index("--layers") + 1] = "9"
    assert command.main(words) == 1
    assert "9 layers" in capsys.readouterr().err
