# Help and version.
. "$ROOT/tests/golden/commands/press.subr"
everyread --help
everyread new --help
everyread build --help
everyread serve --help
everyread watch --help
everyread render -h
everyread findings --help
everyread explain --help
everyread verify --help
everyread dump --help
everyread graph --help
everyread step --help
everyread lsp --help
everyread --version | sed 's/[0-9.]*$/VERSION/'
