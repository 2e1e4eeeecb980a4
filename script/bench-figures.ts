export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

export function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms`
}
