"""python -m catalog.terms.making FOLDER: write catalog/data/terms.sqlite anew from the sources there."""

import sys
from pathlib import Path

from catalog.terms.file import SHIPPED
from catalog.terms.making.sources import read
from catalog.terms.making.writing import write


def main() -> int:
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "terms").is_dir():
        print("Name the folder that holds terms/, onet/ and oews/.", file=sys.stderr)
        return 2
    counts = write(read(Path(sys.argv[1])), SHIPPED)
    for name, count in counts.items():
        print(f"{name}: {count}")
    print(f"bytes: {SHIPPED.stat().st_size}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
