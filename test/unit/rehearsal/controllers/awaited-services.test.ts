import {describe, expect, it} from 'vitest';
import {findAwaitedHosts} from '../../../../src/rehearsal/controllers/behaviours/awaited-services.js';

describe('a container that waits', () => {
  it.each([
    ['until nc -z postgresql.db.svc.cluster.local 5432; do sleep 2; done', ['postgresql.db.svc.cluster.local']],
    ["until nc -zv $DB_HOST $DB_PORT -w1; do echo 'waiting for db'; sleep 1; done", ['$DB_HOST']],
    ['until pg_isready -h postgresql -p 5432; do sleep 1; done', ['postgresql']],
    ['while ! curl -sf http://keycloak:8080/auth; do sleep 1; done', ['keycloak']],
    ['curl http://example.com/file', []],
    ['sleep 10', []],
  ])('names whom it waits for: %s', (script, hosts) =>
    expect(findAwaitedHosts({command: ['sh', '-c', script]})).toEqual(hosts),
  );
});
