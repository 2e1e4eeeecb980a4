/** Collects what must be masked, so that it reaches the host in one go. */
export interface Masks {
  readonly add: (secrets: readonly string[]) => void
  /** Passes each of them on, once. */
  readonly flush: () => void
}

/**
 * act and Gitea replace the masks one after the other in their order, so that a short one which is a part
 * of a long one would leave the rest of that readable. The longest goes first.
 */
export function collectMasks(mask: (secret: string) => void): Masks {
  const collected = new Set<string>()
  return {
    add(secrets) {
      for (const secret of secrets) collected.add(secret)
    },
    flush() {
      for (const secret of [...collected].toSorted((a, b) => b.length - a.length)) mask(secret)
      collected.clear()
    },
  }
}

/**
 * Whether hiding this text would blank ordinary words in the whole log, and outputs that hold it: GitHub
 * empties an output that has a masked text in it.
 */
export function isTooCommon(secret: string): boolean {
  return secret.length < 4 || /^(?:true|false)$/i.test(secret)
}

/**
 * What is masked of a secret: the whole of one line, but of several lines each one by itself. The runner makes a mask
 * of each line that it is given, and one of `{` would blank braces in the whole log and in outputs. A line break may be
 * written out, as in JSON.
 *
 * @returns nothing when it is too common
 */
export function masksOf(secret: string): readonly string[] {
  const lines = secret.split(/[\r\n]+/)
  const written = secret.split(/[\r\n]|\\[rn]/).filter((part) => part.length > 7)
  const parts = [...lines, ...written]
    .map((part) => part.trim())
    .filter((part) => /^(?!-----.*-----$).*[\p{L}\p{N}]/u.test(part))
  if (lines.length < 2) parts.push(secret)
  return parts.filter((part) => !isTooCommon(part))
}

/**
 * A URL with user information in a text, such as that of a Git context. A password may have an `@` of its own. Only these
 * schemes have users: `docker-image://alpine:3.20@sha256:…` has a tag.
 */
export const urlWithUser =
  /(?<![a-z0-9+.-])((?:git\+)?(?:https?|ssh|git|ftps?):\/\/)([^\s/?#:@]*)(?::([^\s/?#]*))?@/gi

/**
 * The passwords and tokens in the URLs of a text. Over HTTP a user without a password is a token, unless it has a short
 * name such as `git`, one that goes with a token, or that of the owner, as in Azure's URLs. GitHub takes `x-oauth-basic`
 * in the place of a password.
 */
export function urlSecrets(text: string): readonly string[] {
  return [...text.matchAll(urlWithUser)].flatMap((match) => {
    const [url, , user = '', password = ''] = match
    if (!/^(?:x-oauth-basic)?$/.test(password)) return isTooCommon(password) ? [] : password
    // GitHub, GitLab and Bitbucket have such users that go with a token.
    const isToken = /^(?:git\+)?http/i.test(url) && /^(?!x-|gitlab-ci-).{8}/.test(user)
    const [, owner] = /^[^/\s]*\/([^/\s?#]*)/.exec(text.slice(match.index + url.length)) ?? []
    return isToken && user !== owner ? user : []
  })
}
