import { describe, expect, it } from '@jest/globals';
import { AuthorError } from '../../../../src/core/errors.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import { makeEntry } from './make-entry.ts';

const CATALOG = createCatalog([
  makeEntry({ id: 'registry-login-missing', aliases: ['not-logged-in'] }),
  makeEntry({ id: 'http-auth-failure', aliases: ['http-403'] }),
  makeEntry({ id: 'disk-full' }),
]);

describe('createCatalog', () => {
  it('keeps the order of the ids', () => {
    const ids = CATALOG.playbooks.map(({ playbook }) => playbook.id);
    expect(ids).toEqual(['disk-full', 'http-auth-failure', 'registry-login-missing']);
  });

  it('finds by id and by alias, exactly', () => {
    expect(CATALOG.find('http-auth-failure')?.playbook.id).toBe('http-auth-failure');
    expect(CATALOG.find('http-403')?.playbook.id).toBe('http-auth-failure');
    expect(CATALOG.find('HTTP-403')).toBeNull();
    expect(CATALOG.find('constructor')).toBeNull();
  });

  it.each([
    ['htp-auth-failure', 'http-auth-failure'],
    ['http-auth-faliure', 'http-auth-failure'],
    ['auth-failure', 'http-auth-failure'],
    ['disc-full', 'disk-full'],
    ['HTTP-AUTH', 'http-auth-failure'],
    ['not-loged-in', 'registry-login-missing'],
  ])('offers for %s first %s', (typed, id) => {
    expect(CATALOG.near(typed)[0]).toBe(id);
  });

  it('offers nothing for a name like no other, and never more than five', () => {
    expect(CATALOG.near('zzzzzz')).toEqual([]);
    expect(CATALOG.near('')).toEqual([]);
    const many = createCatalog(
      Array.from({ length: 9 }, (_, index) => makeEntry({ id: `disk-full-${index}` })),
    );
    expect(many.near('disk-full')).toHaveLength(5);
  });

  it('refuses ids and aliases that two playbooks claim, all at once', () => {
    const build = (): unknown =>
      createCatalog([
        makeEntry({ id: 'disk-full', path: 'a.yaml' }),
        makeEntry({ id: 'disk-full', path: 'b.yaml' }),
        makeEntry({ id: 'no-space', aliases: ['disk-full'], path: 'c.yaml' }),
      ]);
    expect(build).toThrow(AuthorError);
    expect(build).toThrow(
      'b.yaml:1:1: the id "disk-full" is taken by a.yaml\nc.yaml:aliases.0: the alias "disk-full" is taken by a.yaml',
    );
  });
});
