/** PEM texts as they are written for buildx. `cert` and `key` come together or not at all. */
export interface Credentials {
  readonly ca: string
  readonly client?: { readonly cert: string; readonly key: string }
}
