/** The parts of an entry of `set`, such as `app.cache-to+=type=inline`. */
export interface Override {
  /** The name of a target, or a pattern such as `*`. */
  readonly target: string
  /** The field of a target. It ends at a further dot, as in `app.args.VERSION=1`. Empty when the entry has none. */
  readonly field: string
  readonly appends: boolean
}

/** Reads an entry of `set` as `newOverrides` in docker/buildx bake/bake.go does. */
export function readOverride(entry: string): Override {
  const [key = ''] = entry.split('=')
  const appends = key.endsWith('+')
  const [target = '', field = ''] = (appends ? key.slice(0, -1) : key).split('.')
  return { target, field, appends }
}
