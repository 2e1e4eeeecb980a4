import { readFileSync } from 'node:fs'
import { ConfigurationError } from '../base/errors.ts'
import { shortLine } from '../text/truncate.ts'

/**
 * The content of the file that an input names; undefined when the value isn't a path.
 *
 * @param name the input's, for the message
 * @throws ConfigurationError when the value has the form of a path, but can't be read as a file
 */
export function readSecretFile(name: string, value: string): Buffer | undefined {
  if (/[\n\r\0]/.test(value)) return undefined
  try {
    return readFileSync(value)
  } catch (error) {
    if (!pathForm.test(value)) return undefined
    const fault = error as NodeJS.ErrnoException
    throw new ConfigurationError(
      `${name} is the path ${shortLine(value, longestPath)}, ${whyNot(value, fault)}.`,
      'credentials-malformed',
      { cause: error, lacksFile: fault.code === 'ENOENT' && !outside.test(value) },
    )
  }
}

/**
 * An absolute path, one from `.`, `..` or `~`, one of Windows, or a name with an extension of such files. The
 * data of a key may have the first character in common, but it has no dot and is longer.
 */
const pathForm =
  /^(?:~|\.{1,2}[\\/]|[a-z]:[\\/]|\/(?=.{0,200}$)).*$|^[\w. \\/-]+\.(?:pem|crt|cer|cert|der|key|txt|p12|pfx)$/i
/** A path that doesn't start at the checkout. */
const outside = /^(?:[~/]|[a-z]:)/i
/** Characters. */
const longestPath = 200

function whyNot(path: string, { code = 'unknown error' }: NodeJS.ErrnoException): string {
  if (path.startsWith('~')) return 'but ~ is only known to shells. Write an absolute path'
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `but there is no such file on this runner (${code})`
    case 'EACCES':
    case 'EPERM':
      return `which this user may not read (${code})`
    case 'EISDIR':
      return 'which is a directory (EISDIR). Write the path of the file in it'
    default:
      return `which can't be read (${code})`
  }
}
