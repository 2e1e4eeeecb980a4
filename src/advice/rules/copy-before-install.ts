import { posix } from 'node:path'
import { isMount } from '../../text/instruction-flags.ts'
import { readShell } from '../../text/shell-commands.ts'
import type { AdviceFacts, Rule } from '../advice.ts'
import { type Installation, installationOf, wordsOf } from '../package-managers.ts'
import type { PlacedStep } from '../placed-steps.ts'
import { readsOnlyManifests } from '../project-files.ts'
import { type Sparing, worthwhile } from '../spared.ts'

/**
 * A `COPY .` missed because files changed, so that the install step behind it ran again, though none of the files
 * that this step reads has changed.
 */
export const copyBeforeInstall: Rule = (facts) => {
  const found = facts.misses.flatMap((miss): readonly Sparing[] => {
    const copy = facts.steps.find(({ index }) => index === miss.step)
    if (miss.reason !== 'context-changed' || copy === undefined || !copiesAll(copy)) return []
    const install = firstInstallBehind(copy, facts)
    if (install === undefined) return []
    const { step, installation } = install
    const { manager, words, isAlone } = installation
    // What an earlier command has fetched may depend on the copied files.
    if (words.some((word) => /^--(?:offline|no-index|local)$/.test(word))) return []
    if (!facts.project || !readsOnlyManifests(manager, words, facts.project)) return []
    if (facts.isUnchanged([...manager.manifests]) !== true) return []
    const { instruction } = copy
    const place = `${instruction.keyword} ${instruction.text} comes before ${manager.name} in line ${step.instruction.line}`
    const message = isAlone
      ? `${place}, which ran again though the files that it reads have not changed. Copy these first, install, and then copy the rest.`
      : `${place}, which each change of any file makes run again. Copy the files that it reads first, install in a RUN of its own, and then copy the rest.`
    return [
      {
        advice: {
          ...{ code: 'copy-before-install', message },
          line: instruction.line,
          endLine: step.instruction.endLine,
          // What else the RUN does would have remained.
          ...(!isAlone && { isUpperBound: true }),
        },
        steps: [step.index],
      },
    ]
  })
  return worthwhile(facts, found)
}

/** Whether an instruction copies the whole context. */
function copiesAll({ instruction: { keyword, flags, text } }: PlacedStep): boolean {
  const sources = text.split(/\s+/).slice(0, -1)
  const isFromContext = !flags.some((flag) => flag.startsWith('--from='))
  return keyword === 'COPY' && isFromContext && sources.some((each) => /^\.?\/?$/.test(each))
}

/** Nothing that may change or read files comes in between, and the installation begins its `RUN`. */
function firstInstallBehind(
  copy: PlacedStep,
  { steps }: AdviceFacts,
): { readonly step: PlacedStep; readonly installation: Installation } | undefined {
  const behind = steps.filter(
    ({ index, stage, step }) =>
      index > copy.index && stage === copy.stage && step.platform === copy.step.platform,
  )
  for (const step of behind) {
    const { keyword, text, flags } = step.instruction
    if (keyword === 'WORKDIR') continue
    if (keyword !== 'RUN') return undefined
    const installation = installationOf(text)
    if (installation === undefined && onlyGetsTools(text)) continue
    const isBound = flags.some((flag) => isMount(flag, 'bind'))
    if (!installation?.isFirst || isBound || !runsInCopy(copy, step)) return undefined
    return step.step.status === 'executed' ? { step, installation } : undefined
  }
  return undefined
}

/** Whether a `RUN` only installs programs of the system, or a package manager. */
function onlyGetsTools(text: string): boolean {
  const { commands, isPlain } = readShell(text)
  return (
    isPlain &&
    commands.every((command) => {
      const [tool = '', ...words] = wordsOf(command)
      const isSystem = /^(?:apt|apt-get|apk|corepack|set)$/.test(tool)
      return isSystem || (tool === 'npm' && words.some((word) => /^(?:-g|--global)$/.test(word)))
    })
  )
}

/** Whether a step runs in the folder that the context is copied to. */
function runsInCopy({ instruction, stage }: PlacedStep, { instruction: run }: PlacedStep): boolean {
  const target = instruction.text.split(/\s+/).at(-1) ?? ''
  const folders = stage.instructions.filter(({ keyword }) => keyword === 'WORKDIR')
  const between = folders.filter(({ line }) => line > instruction.line && line < run.line)
  if (/^\.\/?$/.test(target) && between.length === 0) return true
  const folder = folders.findLast(({ line }) => line < run.line)?.text ?? ''
  const isKnown = [target, folder].every((path) => /^\/[^$]*$/.test(path))
  const plain = (path: string) => posix.resolve('/', path)
  return isKnown && plain(target) === plain(folder)
}
