import { lstatSync, mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Diagnosis } from '../base/diagnosis.ts'
import { ConfigurationError, messageOf } from '../base/errors.ts'
import { emptyOutputs } from '../report/empty-outputs.ts'
import { checkPrefix, type DotenvOptions, dotenv } from './dotenv.ts'

/** The files that the options of `build` and `bake` name. */
export interface ResultFiles extends Pick<DotenvOptions, 'limits'> {
  readonly options: ReadonlyMap<string, string>
  readonly warn: (message: string) => void
}

/** They are absent until there is a result: what is in the context gets into the image. */
const resultOptions = ['outputs', 'report', 'summary', 'code-quality', 'metrics']

/**
 * Does work that writes the files in the end. Until then they say nothing of an earlier run: a CI system uploads what
 * is there, whatever the exit code, and later jobs would use the digest of another build. When the work throws, the
 * outputs have the code of the error.
 *
 * @throws ConfigurationError for a prefix that makes no names of variables; then no file is left
 */
export async function withResultFiles<Value>(
  files: ResultFiles,
  work: () => Promise<Value>,
): Promise<Value> {
  for (const option of resultOptions) change(option, files, removeResult)
  checkPrefix(files.options.get('dotenv-prefix') ?? '')
  try {
    return await work()
  } catch (error) {
    const isKnown = error instanceof Diagnosis || error instanceof ConfigurationError
    writeEmptyOutputs((isKnown && error.code) || '', files)
    throw error
  }
}

function writeEmptyOutputs(reason: string, files: ResultFiles): void {
  const { options, limits } = files
  const outputs = { ...emptyOutputs, 'fallback-reason': reason }
  const { text } = dotenv(outputs, { prefix: options.get('dotenv-prefix'), limits })
  change('outputs', files, (file) => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  })
}

/** A file that can't be changed is a warning, as when there is a result. */
function change(option: string, { options, warn }: ResultFiles, by: (file: string) => void): void {
  const file = options.get(option)
  if (file === undefined) return
  try {
    by(file)
  } catch (error) {
    warn(`--${option}: ${file} could not be written: ${messageOf(error)}`)
  }
}

function removeResult(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === true) rmSync(file)
  // A link may be `/dev/stdout`: the shell has opened the file that it leads to.
  else if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) truncateSync(file)
}
