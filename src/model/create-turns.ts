/** Lets at most `limit` of the works that it is given run at a time, in the order in which they came. */
export function createTurns(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: Array<() => void> = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      // The place is handed on as it is.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
