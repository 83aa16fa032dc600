import {readFileSync} from 'node:fs';
import {release} from 'node:os';
import {join} from 'node:path';
import type {Ports} from '../../model/ports/ports.js';
import {packageRoot} from '../package-root.js';

/** What ran where: this program, Node, the system, helm. Names of machines and people are left out. */
export async function collectVersions(ports: Ports): Promise<Readonly<Record<string, string>>> {
  const {version} = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {version: string};
  const helm = await ports.helm.find();
  return {
    shakinstall: version,
    node: process.version,
    system: `${process.platform} ${process.arch} ${release()}`,
    helm: helm === undefined ? 'none' : `${helm.version} (${helm.origin})`,
  };
}
