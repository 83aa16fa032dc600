import type {WorkspaceFlags} from './open-workspace.js';

/** What `init` starts from. On a terminal without a configuration the questions come first. */
export async function prepareConfig(
  request: WorkspaceFlags & {readonly yes: boolean; readonly isJson: boolean},
): Promise<WorkspaceFlags> {
  return request;
}
