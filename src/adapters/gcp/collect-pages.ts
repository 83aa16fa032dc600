/** The query of one page. */
interface PageQuery {
  readonly maxResults: number;
  readonly pageToken?: string;
}

const pageSize = 500;

/** Walks all pages of a list. */
export async function collectPages<T>(
  fetchPage: (
    page: PageQuery,
  ) => Promise<{readonly items: readonly T[]; readonly nextPageToken: string | null | undefined}>,
): Promise<T[]> {
  const all: T[] = [];
  let pageToken: string | undefined;
  do {
    const page = await fetchPage({maxResults: pageSize, ...(pageToken === undefined ? {} : {pageToken})});
    all.push(...page.items);
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined && pageToken !== '');
  return all;
}
