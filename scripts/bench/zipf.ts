/**
 * Draws whole numbers from 1 to `size`; the number r comes with a probability in proportion to 1 / r^exponent.
 * @param next 0 <= x < 1.
 */
export function createZipf(size: number, exponent: number, next: () => number): () => number {
  const upTo = new Float64Array(size);
  let sum = 0;
  for (let rank = 1; rank <= size; rank += 1) upTo[rank - 1] = sum += rank ** -exponent;
  return () => {
    const wanted = next() * sum;
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! <= wanted) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
