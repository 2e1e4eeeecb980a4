import { diagnosisCodes } from '../../src/base/diagnosis.ts'

/** A message without the diagnosis code that it begins with, if any. */
export function withoutCode(message: string): string {
  const code = diagnosisCodes.find((each) => message.startsWith(`${each}: `))
  return code === undefined ? message : message.slice(code.length + 2)
}
