"""`python -m tests.golden`: write the golden files anew. Review the diff before it is committed."""

from tests.golden import FOLDER, files, presets, rewrite

rewrite()
names = [path.relative_to(FOLDER).as_posix() for preset in presets() for path in files(preset)]
print(f"{len(names)} files are up to date in tests/{FOLDER.name}: {', '.join(names)}")  # noqa: T201
