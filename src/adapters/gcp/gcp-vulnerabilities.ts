import type {ImageScan, Vulnerabilities, Vulnerability} from '../../model/ports/vulnerabilities.js';
import {type Severity, severities} from '../../model/severity.js';
import {collectPages} from './collect-pages.js';
import type {GoogleSession} from './google-session.js';
import {sendGoogle} from './send-google.js';
import {callCloud} from './to-cloud-failure.js';

/** https://cloud.google.com/artifact-analysis/docs/reference/rest/v1/projects.occurrences#Occurrence */
interface Occurrence {
  readonly resourceUri?: string;
  readonly noteName?: string;
  readonly kind?: string;
  readonly vulnerability?: {
    readonly severity?: string;
    /** What the distributor says, where he says something; the severity of the note otherwise. */
    readonly effectiveSeverity?: string;
    readonly fixAvailable?: boolean;
    readonly packageIssue?: ReadonlyArray<{readonly affectedPackage?: string}>;
  };
  readonly discovery?: {
    readonly analysisStatus?: string;
    readonly analysisStatusError?: {readonly message?: string};
    readonly continuousAnalysis?: string;
  };
}

const action = 'containeranalysis.occurrences.list';

/** The most that a page may hold. */
const pageSize = 1000;

const states: Readonly<Record<string, ImageScan['state']>> = {
  PENDING: 'under-way',
  SCANNING: 'under-way',
  FINISHED_SUCCESS: 'done',
  COMPLETE: 'done',
  FINISHED_FAILED: 'failed',
  FINISHED_UNSUPPORTED: 'unsupported',
};

const isSeverity = (text: string | undefined): text is Severity => (severities as readonly unknown[]).includes(text);

function selectVulnerability({noteName = '', vulnerability = {}}: Occurrence): Vulnerability {
  const {severity, effectiveSeverity, fixAvailable, packageIssue = []} = vulnerability;
  const packages = packageIssue.flatMap(({affectedPackage}) => affectedPackage ?? []);
  // One that nobody has judged may be grave: it does not slip through as a small one.
  const known = isSeverity(effectiveSeverity) ? effectiveSeverity : isSeverity(severity) ? severity : 'CRITICAL';
  return {
    name: noteName.split('/').at(-1) ?? '',
    severity: known,
    packages: [...new Set(packages)].sort(),
    isFixable: fixAvailable === true,
  };
}

/** What Artifact Analysis found in images of Artifact Registry. https://cloud.google.com/artifact-analysis/docs/investigate-vulnerabilities */
export function GcpVulnerabilities(session: GoogleSession): Vulnerabilities {
  const list = (project: string, filter: string): Promise<readonly Occurrence[]> =>
    collectPages(async ({pageToken}) => {
      const token = pageToken === undefined ? {} : {pageToken};
      const query = new URLSearchParams({filter, pageSize: String(pageSize), ...token});
      const page = await sendGoogle<{occurrences?: readonly Occurrence[]; nextPageToken?: string}>(session, {
        service: 'containeranalysis',
        path: `/v1/projects/${project}/occurrences?${query}`,
      });
      return {items: page.occurrences ?? [], nextPageToken: page.nextPageToken};
    });
  return {
    listScans: (project, repository, digests) =>
      callCloud(action, async () => {
        const addressOf = (digest: string) => `https://${repository}@${digest}`;
        const addresses = digests.map((digest) => `resourceUrl="${addressOf(digest)}"`).join(' OR ');
        const all = await list(project, `(kind="VULNERABILITY" OR kind="DISCOVERY") AND (${addresses})`);
        return digests.flatMap((digest): ImageScan[] => {
          const own = all.filter(({resourceUri}) => resourceUri === addressOf(digest));
          const discovery = own.find(({kind}) => kind === 'DISCOVERY')?.discovery;
          const found = own.filter(({kind}) => kind === 'VULNERABILITY').map(selectVulnerability);
          if (discovery === undefined && found.length === 0) return [];
          const reason = discovery?.analysisStatusError?.message;
          return [
            {
              digest,
              state: states[discovery?.analysisStatus ?? ''] ?? 'under-way',
              ...(reason === undefined ? {} : {reason}),
              isKeptCurrent: discovery?.continuousAnalysis !== 'INACTIVE',
              found,
            },
          ];
        });
      }),
  };
}
