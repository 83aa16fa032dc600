import type {InstallConfig} from '../../src/model/install-config.js';
import type {Ports} from '../../src/model/ports/ports.js';
import type {CatalogueName} from '../../src/rehearsal/cloud/catalogue/catalogue.js';
import type {WorldSeed} from '../../src/rehearsal/cloud/seed-world.js';

/** What a world's preparation works with, as the operator. */
export interface Preparation {
  readonly config: InstallConfig;
  readonly ports: Ports;
  /** A request to Google's APIs; fails where it is refused. */
  call(method: string, path: string, body?: object): Promise<unknown>;
}

/** A world that the preflight is tried in: what stands there, and what somebody plans to install. */
export interface WorldDefinition {
  readonly name: string;
  readonly catalogue?: CatalogueName;
  seed(token: string): WorldSeed;
  /** shakinstall.yaml */
  readonly config: string;
  prepare?(preparation: Preparation): Promise<void>;
}
