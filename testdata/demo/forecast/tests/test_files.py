from app.storage.files import FileStore


def test_yields(tmp_path):
    (tmp_path / "hill.csv").write_text("1.5\n2.5\n")
    assert FileStore(str(tmp_path)).yields("hill") == [1.5, 2.5]
