// The buildx that is downloaded by default. script/update-buildx-pin writes this file.

export const pinnedVersion = 'v0.36.1'

/** SHA-256 of each binary of that release, by platform: one for every platform that buildx is released for. */
export const pinnedChecksums: Readonly<Record<string, string>> = {
  'darwin-amd64': '52a39ee4012d18f83373656712102ebda55656121dcdabbbb1ccfbd41b7debe8',
  'darwin-arm64': '214cdc36788602862dbc82b523d58648b4585c7b0ff95218b0817c44db5573d7',
  'linux-amd64': '48af8a397ebd60178778bf63611dbcebe5f5e7a9be90eb9147b24b9587455778',
  'linux-arm-v6': '324ed0ca85defb28442eda3b002472dbfc7e77bf6992292f2daa94f699f0e43a',
  'linux-arm-v7': '32ff9bee8c48c1fbceb1e2fb1d8472ec817ad1e25b5dff58ec9abf9b8d903518',
  'linux-arm64': '5d0cafd9d16afe1a0f0d9529885344ace2cc99efdd531b6c783c5455a6001569',
  'linux-ppc64le': '46f71a277d1d05cb20f87601abfb729d0056f88705903bd82ad6153f80e3cd9b',
  'linux-riscv64': '5e82f0ada635dabda74f1486dea604e0ea3a1214971ec8c52dcb4db6e08cce26',
  'linux-s390x': '9d8dff974aa0166fc59a5804f35bb6c9ea0693a3f5061a81101668cfe707b0b4',
  'windows-amd64': 'cd7d06a00d924b5800d2654b507afe100378a4685fcec6585eeadc599a527330',
  'windows-arm64': '79522ff962bf3b127c8e9ca56944b1a3fcbe46e1d0b4144d481f356d8c13fa74',
}
