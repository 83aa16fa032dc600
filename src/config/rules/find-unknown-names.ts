import {selectRegion} from '../../model/location.js';
import {nearestWord} from '../../model/nearest-word.js';
import {type FieldPath, formatPath, type Problem} from '../load/problem.js';
import {machineSeries} from './machine-series.data.js';
import {regions} from './regions.data.js';
import type {View} from './view.js';

/** Regions and machine series that are well-formed and that this version has not heard of: warnings, as new ones come every year. */
export function findUnknownNames({location, cluster, nodePools, gpuPools}: View): Problem[] {
  const machines = [
    {machineType: cluster?.systemPool?.machineType, path: ['cluster', 'systemPool', 'machineType']},
    ...(nodePools ?? []).map(({machineType}, index) => ({machineType, path: ['nodePools', index, 'machineType']})),
    ...(gpuPools ?? []).map(({machineType}, index) => ({machineType, path: ['gpuPools', index, 'machineType']})),
  ];
  return [
    ...(location === undefined ? [] : findUnknownRegion(location)),
    ...machines.flatMap(({machineType, path}) =>
      machineType === undefined ? [] : findUnknownSeries(machineType, path),
    ),
  ];
}

function findUnknownRegion(location: string): Problem[] {
  const region = selectRegion(location);
  const nearest = nearestWord(region, Object.keys(regions));
  return Object.hasOwn(regions, region)
    ? []
    : [
        unknown(
          'SHK_CONFIG_W0001',
          ['location'],
          `location ${location} lies in no region that this version knows.`,
          nearest && `${nearest}${location.slice(region.length)}`,
          'gcloud compute regions list',
        ),
      ];
}

function findUnknownSeries(machineType: string, path: FieldPath): Problem[] {
  const [family = '', kind = '', ...size] = machineType.split('-');
  const series = `${family}-${kind}`;
  if (machineSeries.includes(series)) return [];
  const nearest = nearestWord(series, machineSeries);
  return [
    unknown(
      'SHK_CONFIG_W0002',
      path,
      `${formatPath(path)} ${machineType} is of no series that this version knows.`,
      nearest && [nearest, ...size].join('-'),
      'gcloud compute machine-types list',
    ),
  ];
}

function unknown(
  code: Problem['code'],
  path: FieldPath,
  summary: string,
  nearest: string | undefined,
  command: string,
): Problem {
  return {
    code,
    path,
    summary,
    detail: 'It may be new; the preflight asks Google for what there is.',
    tries: [
      ...(nearest === undefined || nearest === '' ? [] : [{text: `Did you mean ${nearest}?`}]),
      {text: 'See what there is.', command},
    ],
  };
}
