import { urlSecrets, urlWithUser } from './masks.ts'

/** The text without the user information of URLs that has a password or a token. */
export function withoutUrlSecrets(text: string): string {
  return text.replaceAll(urlWithUser, (url, scheme) => (urlSecrets(url).length > 0 ? scheme : url))
}
