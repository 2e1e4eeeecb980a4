import { tmpdir } from 'node:os'
import { Diagnosis } from '../base/diagnosis.ts'
import { ConfigurationError, messageOf } from '../base/errors.ts'
import { choosePrivateDirectory, createPrivateDirectory } from '../leftovers/private-directory.ts'
import { listenForCancellation } from '../processes/cancellation.ts'
import { type CommandLine, parseCommandLine } from './command-line.ts'
import { exitCodes } from './exit-codes.ts'
import { helpText } from './help.ts'
import { helpLink } from './help-link.ts'
import { createInputSource } from './input-source.ts'
import type { Job } from './job.ts'
import { removeDirectory, removeOldLeftovers } from './leftovers.ts'
import { createLog, type ProgramLog, printableLine } from './log.ts'
import type { Command } from './options.ts'
import { plainJob, refuseOrigin, refuseReports } from './plain-job.ts'
import { openPorts } from './ports.ts'
import { createPrinter, type Printer } from './printer.ts'
import { createStyle, wantsColours } from './style.ts'
import { version } from './version.ts'

export interface KnownSystem {
  /** Such as `GitLab`. */
  readonly name: string
  readonly job: Job
}

/**
 * Runs the program to its end. Its log is printed then.
 *
 * @param system the CI system that this process is a job of, if the program knows it
 * @returns the exit code
 */
export async function runProgram(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  system: KnownSystem | undefined,
): Promise<number> {
  const isShown = process.stderr.isTTY || system?.job.hasColours === true
  const printer = createPrinter({ to: process.stderr, hasColours: wantsColours(env, isShown) })
  const signal = AbortSignal.any([listenForCancellation(), closedOutput()])
  try {
    return await runCommandLine(args, { env, system, printer, signal })
  } catch (error) {
    const { red } = createStyle(printer.hasColours)
    const message = signal.aborted ? 'Canceled.' : await explain(error, env, system)
    printer.print(`${red('Error:')} ${printableLine(message)}\n`)
    const code = signal.aborted ? exitCodes.canceled : exitCodeFor(error)
    if (isEvaluated(args)) process.stdout.write(`(exit ${code})\n`)
    return code
  } finally {
    await printer.flush()
  }
}

function exitCodeFor(error: unknown): number {
  return error instanceof Diagnosis ? exitCodes.noDaemon : exitCodes.failure
}

/**
 * Whether a shell evaluates the output, as in `eval "$(remote-buildkit env …)"`, and goes on with another builder unless
 * that fails: it doesn't see the exit code of this process. A removal that fails changes no exit code: it may be the trap
 * of a script that has one already.
 */
function isEvaluated([command, ...rest]: readonly string[]): boolean {
  return command === 'env' && !rest.includes('--remove')
}

async function runCommandLine(args: readonly string[], context: Context): Promise<number> {
  const line = parseCommandLine(args)
  const { command, options } = line
  if (options.has('version')) {
    process.stdout.write(`${version}\n`)
    return exitCodes.success
  }
  if (command === undefined || options.has('help')) {
    process.stdout.write(helpText(command, process.stdout.columns || 80))
    return options.has('help') ? exitCodes.success : exitCodes.failure
  }
  return dispatch(command, line, context)
}

interface Context {
  readonly env: NodeJS.ProcessEnv
  readonly system: KnownSystem | undefined
  readonly printer: Printer
  readonly signal: AbortSignal
}

async function dispatch(command: Command, line: CommandLine, context: Context): Promise<number> {
  const { options } = line
  const job = context.system?.job ?? plainJob(context.env, options)
  const log = createLog(context.printer, {
    section: job.section,
    isDebug: options.has('debug'),
  })
  const work = () => runCommand(command, line, { ...context, job, log })
  if (command !== 'build' && command !== 'bake') return work()
  const { withResultFiles } = await import('./result-files.ts')
  return withResultFiles({ options, limits: job.dotenvLimits, warn: log.warning }, work)
}

async function runCommand(
  command: Command,
  { inputs, options }: CommandLine,
  { env, system, printer, signal, job, log }: Context & { job: Job; log: ProgramLog },
): Promise<number> {
  if (system === undefined) refuseReports(options)
  else refuseOrigin(options, system.name)
  const isDebug = options.has('debug')
  const names =
    command === 'bake' ? (await import('../inputs/bake-names.ts')).bakeInputNames : undefined
  const source = createInputSource({
    inputs,
    env,
    job,
    mask: printer.mask,
    ...(names && { names }),
  })
  if (command === 'env') {
    const { runEnv } = await import('./env.ts')
    return runEnv({ source, options, env, job, log, printer, signal, isDebug })
  }
  const parent = tmpdir()
  await removeOldLeftovers(parent, env)
  const directory = choosePrivateDirectory(parent)
  await createPrivateDirectory(directory)
  try {
    const ports = { env, job, log, printer, signal, directory, isDebug }
    if (command === 'doctor') {
      const { runDoctor } = await import('./doctor.ts')
      return await runDoctor(source, openPorts(ports), { isJson: options.has('json'), log })
    }
    if (command === 'trends') {
      const { runTrends } = await import('./trends.ts')
      return await runTrends(source, openPorts(ports), { options })
    }
    const { openOutput } = await import('./output.ts')
    const output = await openOutput(printer, process.stderr, job, options.get('progress'))
    const run = {
      ...{ source, options, job, log, printer },
      openPorts: () => openPorts({ ...ports, ...output }),
    }
    if (command === 'bake') return await (await import('./bake.ts')).runBake(run)
    return await (await import('./build.ts')).runBuild(run)
  } finally {
    await removeDirectory(directory, log)
  }
}

/** Aborted when the reader of the log is gone, as in `remote-buildkit build | head`. */
function closedOutput(): AbortSignal {
  const controller = new AbortController()
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => controller.abort('SIGTERM'))
  }
  return controller.signal
}

async function explain(
  error: unknown,
  env: NodeJS.ProcessEnv,
  system: KnownSystem | undefined,
): Promise<string> {
  if (!(error instanceof Diagnosis || error instanceof ConfigurationError)) return messageOf(error)
  const { workspace, remedies } = system?.job ?? plainJob(env, new Map())
  const { checkoutRemedy } = await import('../inputs/checkout.ts')
  const more = error.code === undefined ? '' : ` See ${helpLink(error.code)}`
  return `${messageOf(error)}${checkoutRemedy(error, workspace, remedies)}${more}`
}
