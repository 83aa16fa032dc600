import type {Severity} from '../severity.js';

/** Something known to be wrong with a package in an image. */
export interface Vulnerability {
  /** As it is known: `CVE-2023-44487`. */
  readonly name: string;
  readonly severity: Severity;
  readonly packages: readonly string[];
  /** Whether a newer version of the package is without it. */
  readonly isFixable: boolean;
}

/** What a scanner has to say of one manifest. */
export interface ImageScan {
  /** Its digest. */
  readonly digest: string;
  /** Through, under way, or not done, with the scanner’s reason. */
  readonly state: 'done' | 'under-way' | 'failed' | 'unsupported';
  readonly reason?: string;
  /** Whether new findings are still added; a scanner looks after an image for a while. */
  readonly isKeptCurrent: boolean;
  readonly found: readonly Vulnerability[];
}

/** Results of a registry’s scanner. */
export interface Vulnerabilities {
  /** Those of the manifests of one image, `HOST/PATH`; what was never scanned is not among them. */
  listScans(project: string, repository: string, digests: readonly string[]): Promise<readonly ImageScan[]>;
}
