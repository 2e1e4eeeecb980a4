export interface CreateOptions {
  readonly name: string
  readonly driver: 'remote'
  readonly endpoint: string
  /** As `key=value`. */
  readonly driverOpts: readonly string[]
}

/** The arguments of `buildx create`. */
export function createArgs({ name, driver, endpoint, driverOpts }: CreateOptions): string[] {
  return [
    'create',
    '--name',
    name,
    '--driver',
    driver,
    ...driverOpts.flatMap((option) => ['--driver-opt', csvField(option)]),
    endpoint,
  ]
}

/** buildx reads several options from one flag as CSV, so a comma in a path needs quotes. */
function csvField(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
