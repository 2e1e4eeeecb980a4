/**
 * The one form of a Git repository's address, under which its builds are counted together: without credentials, query,
 * fragment, `.git` or a final slash, with the host in lowercase. An address for SSH becomes the one for HTTPS. Other
 * texts, such as a path, stay what they are but for the end.
 */
export function repositoryAddress(text: string): string {
  const address = text
    .trim()
    // The port is that of SSH.
    .replace(/^(?:git\+)?ssh:\/\/(?:[^/]*@)?(\[[^\]]*\]|[^/:]*)(?::\d*)?(?=\/|$)/i, 'https://$1')
    .replace(/^[\w.-]+@([\w.-]+):\/?(?!\/)/, 'https://$1/')
    // BuildKit takes it without a scheme too.
    .replace(/^(?=github\.com\/)/i, 'https://')
  const url = address.includes('://') ? URL.parse(address) : null
  const plain =
    url === null
      ? address.replace(/[?#].*/s, '').replace(/(:\/\/)[^/]*@/, '$1')
      : `${url.protocol}//${url.host.toLowerCase()}${url.pathname}`
  return plain.replace(/\/+$/, '').replace(/\.git$/, '')
}
