import {describe, expect, it} from 'vitest';
import {listNamedImages} from '../../../../src/release/images/list-named-images.js';

const update = {
  name: 'add-index',
  title: 'Add an index',
  image: 'gcr.io/acme/update:1',
  script: 'add.sh',
  namespace: 'core',
  secrets: [],
  isReversible: true,
  timeoutMinutes: 10,
};

describe('the images that a release names itself', () => {
  it('are those of its list and those that its update scripts run in, each once', () => {
    const images = ['gcr.io/acme/update:1', 'gcr.io/acme/a:1'];
    const upgrade = {isRequired: false, isHotfix: false, through: [], replaces: [], updates: [update]};
    expect(listNamedImages({images, upgrade} as never)).toEqual(['gcr.io/acme/a:1', 'gcr.io/acme/update:1']);
    const other = {...upgrade, updates: [{...update, image: 'docker.io/acme/other:2'}]};
    expect(listNamedImages({images: [], upgrade: other} as never)).toEqual(['docker.io/acme/other:2']);
  });
});
