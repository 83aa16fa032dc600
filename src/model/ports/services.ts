/** APIs of a project. https://cloud.google.com/service-usage/docs/reference/rest/v1/services */
export interface Services {
  /** Which of `services` are enabled. */
  listEnabled(project: string, services: readonly string[]): Promise<ReadonlySet<string>>;
  enable(project: string, services: readonly string[], onOperation: (name: string) => Promise<void>): Promise<void>;
}
