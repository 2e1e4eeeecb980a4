import type { Dockerfile, Instruction, Stage } from '../text/dockerfile.ts'
import { isMount, mountOptions } from '../text/instruction-flags.ts'
import { instructionsAbove } from './stage-family.ts'

/**
 * Whether a `RUN` certainly doesn't read a variable that it doesn't name: each of its commands is one that gets
 * packages or handles files. A script, `make` or a package manager's `run` may read any variable.
 */
export function isBlind(run: Instruction, stage: Stage, dockerfile: Dockerfile): boolean {
  const above = instructionsAbove(run.line, stage, dockerfile)
  if (above === undefined || !above.every(hasPlainShell)) return false
  const text = run.text.replaceAll(/(?<!\d)\d*>&\d/g, '').replaceAll(/\$(?:\w+|\{\w+\})/g, variable)
  // The output of a command, or its text.
  if (/[`$<]|>\(/.test(text)) return false
  // Within quotes, this finds more commands than there are, and never fewer.
  const commands = text.split(/&&|\|\|?|[;&\n]/).map((each) => each.trim())
  const hasOnlyManifests = () => readsOnlyManifests(run, above)
  return commands.every((each) => each === '' || isBlindCommand(each, hasOnlyManifests))
}

/** Stands for the value of a variable. */
const variable = '?'

/** A shell that reads no file of its own before the command. */
function hasPlainShell({ keyword, text }: Instruction): boolean {
  const isPlain = /^\[\s*"\/bin\/(?:ba|a|da)?sh"(?:\s*,\s*"(?:-[eoux]*c?|pipefail)")*\s*\]$/
  return keyword !== 'SHELL' || isPlain.test(text)
}

function isBlindCommand(command: string, hasOnlyManifests: () => boolean): boolean {
  const words = command.replace(/^(?:\w+=(?:"[^"]*"|'[^']*'|\S*)\s+)*/, '').split(/\s+/)
  const [program = '', ...rest] = words
  if (fileTools.has(program)) return true
  if (systemPackages.has(program))
    return !rest.some((word) => word === variable || localPackage.test(word))
  const flags = rest.filter((word) => word.startsWith('-'))
  const operands = rest.filter((word) => !word.startsWith('-'))
  switch (program) {
    case 'set':
      // Alone, it prints all variables.
      return operands.every((word) => word === 'pipefail') && flags.length > 0
    case 'tar':
      // Some options name a program.
      return !rest.some((word, index) =>
        (index === 0 ? /^-?\w*[IF]/ : /^-\w*[IF]|^--(?:to|use|checkpoint|info|new)-/).test(word),
      )
    case 'go':
      return operands.join(' ') === 'mod download'
    case 'npm':
    case 'pnpm':
    case 'yarn':
      return isBlindInstall(program, flags, operands, hasOnlyManifests)
    case 'pip':
    case 'pip3':
      return isBlindPip(rest, hasOnlyManifests)
    case 'python':
    case 'python3':
      return /^-m pip /.test(rest.join(' ')) && isBlindPip(rest.slice(2), hasOnlyManifests)
    default:
      return false
  }
}

/** They do what their arguments say. */
const fileTools = new Set([
  ...[
    '[',
    'addgroup',
    'adduser',
    'cd',
    'chgrp',
    'chmod',
    'chown',
    'cp',
    'curl',
    'echo',
    'groupadd',
  ],
  ...['ldconfig', 'ln', 'mkdir', 'mv', 'printf', 'rm', 'rmdir', 'sha256sum', 'sha512sum', 'sleep'],
  ...['test', 'touch', 'true', 'unzip', 'update-ca-certificates', 'useradd', 'usermod', 'wget'],
])

const systemPackages = new Set([
  ...['apk', 'apt', 'apt-get', 'dnf', 'microdnf', 'tdnf', 'yum', 'zypper'],
])

/** The scripts of a package that the project made may read anything. */
const localPackage = /^["']?\.{1,2}\/|\.(?:apk|deb|rpm)["']?$/

/** An installation runs the scripts of the project, unless it is told not to or only the manifests are there. */
function isBlindInstall(
  program: string,
  flags: readonly string[],
  [verb = 'install', ...names]: readonly string[],
  hasOnlyManifests: () => boolean,
): boolean {
  if (!['ci', 'i', 'install'].includes(verb) || (program === 'yarn' && verb !== 'install'))
    return false
  if (names.length > 0) {
    const isGlobal = flags.some((flag) => flag === '-g' || flag === '--global')
    return isGlobal && names.every((name) => /^(?:@[\w.-]+\/)?\w[\w.-]*(?:@[\w.^~-]+)?$/.test(name))
  }
  return flags.includes('--ignore-scripts') || hasOnlyManifests()
}

function isBlindPip([verb, ...rest]: readonly string[], hasOnlyManifests: () => boolean): boolean {
  if (verb !== 'install') return false
  const isOfFile = rest.some((word) => /^-\w*r|^--requirement/.test(word))
  const isKnown = rest.every((word) => {
    if (word.startsWith('-')) return !/^-\w*e|^--(?:editable|config)/.test(word)
    return isManifest(word) || (pythonPackage.test(word) && !/\.(?:whl|gz|zip)["']?$/.test(word))
  })
  return isKnown && (!isOfFile || hasOnlyManifests())
}

const pythonPackage = /^["']?[A-Za-z][\w.-]*(?:\[[\w,-]+\])?(?:[=!~>]=[\w.*]+)?["']?$/

/** Whether an installation finds nothing of the project but its manifests, of which there is one. */
function readsOnlyManifests({ flags }: Instruction, above: readonly Instruction[]): boolean {
  const mounted = flags
    .filter((flag) => isMount(flag, 'bind'))
    .map((flag) => mountOptions(flag)?.get('source') ?? '')
  const copied = above
    .filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD')
    .flatMap(({ text }) => text.split(/\s+/).slice(0, -1))
  const sources = [...mounted, ...copied]
  return sources.length > 0 && sources.every(isManifest)
}

/** Whether a path is that of a file that says what a project needs. */
function isManifest(path: string): boolean {
  const name = path.split('/').at(-1) ?? ''
  return (
    /^(?:package(?:-lock|\*)?\.json|npm-shrinkwrap\.json|\.npmrc|yarn\.lock|\.yarnrc(?:\.yml)?)$/.test(
      name,
    ) ||
    /^(?:pnpm-(?:lock|workspace)\.yaml|go\.(?:mod|sum|\*)|[\w-]*(?:requirements|constraints)[\w*-]*\.txt)$/.test(
      name,
    )
  )
}
