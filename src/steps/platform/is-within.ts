const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a server leaves out when it writes an object down. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isFields(value) && Object.values(value).every(isEmpty));

/** Whether everything that is wanted stands; what a server has added beside it is its own. */
export function isWithin(wanted: unknown, standing: unknown): boolean {
  if (isEmpty(wanted)) return true;
  if (isFields(wanted))
    return isFields(standing) && Object.entries(wanted).every(([key, value]) => isWithin(value, standing[key]));
  if (Array.isArray(wanted))
    return (
      Array.isArray(standing) &&
      standing.length === wanted.length &&
      wanted.every((value, index) => isWithin(value, standing[index]))
    );
  return wanted === standing;
}
