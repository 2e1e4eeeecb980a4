/** A command that fetches what a project needs. */
interface PackageManager {
  readonly name: string
  readonly command: RegExp
  /** What it reads of the project. */
  readonly manifests: readonly string[]
  /** Where it keeps downloads. */
  readonly cache: string
}

/** The beginning of a command in a shell. */
const begin = String.raw`(?:^|[;&|(\n]\s*|\b(?:then|do|sudo|env)\s+)(?:\w+=\S*\s+)*`

const command = (words: string) => new RegExp(`${begin}${words}`)

const managers: readonly PackageManager[] = [
  {
    name: 'npm',
    command: command(String.raw`npm\s+(?:ci|install|i)(?=\s+-|\s*(?:$|[;&|\n#]))`),
    manifests: ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.npmrc'],
    cache: '/root/.npm',
  },
  {
    name: 'yarn',
    command: command(String.raw`yarn(?:\s+install)?(?=\s+-|\s*(?:$|[;&|\n#]))`),
    manifests: ['package.json', 'yarn.lock', '.yarnrc', '.yarnrc.yml'],
    cache: '/usr/local/share/.cache/yarn',
  },
  {
    name: 'pnpm',
    command: command(String.raw`pnpm\s+(?:install|i)(?=\s+-|\s*(?:$|[;&|\n#]))`),
    manifests: ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc'],
    cache: '/root/.local/share/pnpm/store',
  },
  {
    name: 'pip',
    command: command(
      String.raw`(?:python3?\s+-m\s+)?pip3?\s+install\b[^;&|\n]*\s-r\s*requirements\.txt(?=\s|$)`,
    ),
    manifests: ['requirements.txt', 'constraints.txt'],
    cache: '/root/.cache/pip',
  },
  {
    name: 'go mod download',
    command: command(String.raw`go\s+mod\s+download\b`),
    manifests: ['go.mod', 'go.sum'],
    cache: '/go/pkg/mod',
  },
  {
    name: 'bundle install',
    command: command(String.raw`bundle\s+install\b`),
    manifests: ['Gemfile', 'Gemfile.lock'],
    cache: '/usr/local/bundle/cache',
  },
  {
    name: 'composer install',
    command: command(String.raw`composer\s+install\b`),
    manifests: ['composer.json', 'composer.lock'],
    cache: '/root/.composer/cache',
  },
]

/** The package manager whose install command a `RUN` in shell form has. */
export function packageManagerOf(text: string): PackageManager | undefined {
  return managers.find((manager) => manager.command.test(text))
}

/** Whether a command asks that nothing be kept of what it downloads, or cleans up behind it. */
export function keepsNothing(text: string): boolean {
  return /--no-cache\b|--no-cache-dir\b|PIP_NO_CACHE_DIR|cache\s+clean|rm\s+-\w*r\w*\s/.test(text)
}
