const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** Numbers as a row of bars, one character each; 0 is a blank, and whatever is more can be seen. */
export function sparkline(numbers: readonly number[]): string {
  const most = Math.max(...numbers);
  return numbers
    .map((number) => (number === 0 ? ' ' : BARS[Math.ceil((BARS.length * number) / most) - 1]))
    .join('');
}
