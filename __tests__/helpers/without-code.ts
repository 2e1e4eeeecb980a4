import { diagnosisCodes } from '../../src/base/diagnosis.ts'

/** A message without its leading diagnosis code, if it has one. */
export function withoutCode(message: string): string {
  const code = diagnosisCodes.find((each) => message.startsWith(`${each}: `))
  return code === undefined ? message : message.slice(code.length + 2)
}
