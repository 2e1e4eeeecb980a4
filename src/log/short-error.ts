/** What BuildKit says of a step that failed, without its command, which the name of the step has. */
export function shortError(error: string): string {
  return error.replace(/^process ".*" did not complete successfully: /s, '')
}
