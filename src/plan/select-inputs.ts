import {after, known} from '../model/deferred.js';
import type {InstallConfig} from '../model/install-config.js';
import type {Release} from '../model/release.js';
import type {Inputs, Places} from '../model/step.js';

/** Outputs that steps have brought so far, by step key. */
export type Outputs = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** What is installed, and where its files are. */
export interface Subject {
  readonly config: InstallConfig;
  readonly release: Release;
  readonly places: Places;
}

/** What a step's pure half sees: the configuration, the release, and the outputs that are there. */
export function selectInputs({config, release, places}: Subject, instance: string, outputs: Outputs): Inputs {
  return {
    config,
    release,
    places,
    instance,
    output(key, name) {
      const value = outputs.get(key)?.[name];
      return value === undefined ? after(key) : known(value);
    },
  };
}
