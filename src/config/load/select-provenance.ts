import type {ConfigSource, Layer} from './layer.js';
import {selectLayer} from './merge-layers.js';
import {listLeaves} from './plain-data.js';
import {formatPath} from './problem.js';

/** For every value of the configuration, by its path, who gave it. */
export function selectProvenance(config: unknown, layers: readonly Layer[]): Readonly<Record<string, ConfigSource>> {
  return Object.fromEntries(
    listLeaves(config).map((path) => [formatPath(path), selectLayer(layers, path)?.source ?? 'default']),
  );
}
