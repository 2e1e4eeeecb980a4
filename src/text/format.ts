/** `0.06 s`, `3.1 s`, `41 s`, `2 min 10 s`, `1 h 3 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.995) return `${seconds.toFixed(2)} s`
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.round(seconds / 60)
  if (whole < 3600) return withRest(Math.floor(whole / 60), 'min', whole % 60, 's')
  return withRest(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

/** Bytes in powers of 1000: `329 B`, `1.98 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let [amount, unit] = [bytes / 1000, 0]
  for (; amount >= roundedUp && unit < units.length - 1; unit += 1) amount /= 1000
  return `${amount.toFixed(2)} ${units[unit]}`
}

/** `1 step`, `2 steps`. */
export function formatCount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

const units = ['kB', 'MB', 'GB', 'TB']
/** From here on, two decimals would give 1000.00. */
const roundedUp = 999.995

function withRest(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`
}
