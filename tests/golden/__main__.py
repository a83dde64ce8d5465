"""`python -m tests.golden`: write the golden files anew. Review the diff before it is committed."""

from tests.golden import FOLDER, files, presets, rewrite

rewrite()
names = [name for preset in presets() for name in files(preset)]
print(f"{len(names)} files written to tests/{FOLDER.name}: {', '.join(names)}")  # noqa: T201
