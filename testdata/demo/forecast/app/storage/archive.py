import shutil


def pack(orchard: str) -> str:
    return shutil.make_archive(f"/tmp/{orchard}", "gztar", f"data/{orchard}")
