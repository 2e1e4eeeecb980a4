/** BuildKit's error of a failed step without the command, which is in the step's name: `exit code: 1`. */
export function shortError(error: string): string {
  return error.replace(/^process ".*" did not complete successfully: /s, '')
}
