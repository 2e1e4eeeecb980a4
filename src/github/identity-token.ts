import { messageOf } from '../base/errors.ts'

const longestAnswerMs = 10_000
/** A token has some two thousand characters. */
const longestToken = 65_536

/**
 * Asks GitHub for a signed identity of this job (an OIDC token), as `@actions/core` does; its client brings
 * a whole HTTP library along.
 *
 * @param audience the one that the token is for
 * @throws Error in one line, without the address or the token of the request
 */
export async function requestIdentityToken(
  audience: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env
  if (!address || !bearer) {
    throw new Error(
      'GitHub gives this job no identity token: the job needs permissions: id-token: write, which pull requests from forks never get.',
    )
  }
  const url = new URL(address)
  url.searchParams.set('audience', audience)
  const response = await fetch(url, {
    headers: { accept: 'application/json', authorization: `Bearer ${bearer}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(longestAnswerMs)]),
  }).catch((cause) => {
    signal.throwIfAborted()
    throw new Error(`GitHub's token service gave no answer: ${messageOf(cause)}`, { cause })
  })
  if (!response.ok) {
    throw new Error(`GitHub's token service answered with HTTP status ${response.status}.`)
  }
  const { value } = (await response.json().catch(() => ({}))) as { readonly value?: unknown }
  if (typeof value !== 'string' || value === '' || value.length > longestToken) {
    throw new Error("GitHub's token service answered without a token.")
  }
  return value
}
