import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { launchOptions } from '../support/chromium.ts';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

// An admin connects a CI service by hand, as a person does it.

/** Kept for people to look at; not committed. */
const SHOTS = 'test/browser/screenshots';
const WAIT = { timeout: 15_000 };

let town: RunningPlayground;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await mkdir(SHOTS, { recursive: true });
  town = await runPlayground();
  browser = await chromium.launch(launchOptions());
  page = await browser.newPage({ viewport: { width: 1280, height: 1200 } });
  await page.goto(`${town.url}/?theme=light`);
  await page.getByTestId('composer').waitFor(WAIT);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await town.stop();
});

function modal() {
  return page.getByTestId('modal');
}

async function submit(): Promise<void> {
  await modal().getByTestId('modal-submit').click(WAIT);
}

async function fillAndConnect(token: string): Promise<void> {
  await modal().getByLabel('Address').fill(town.services.urls.gitlab);
  await modal().getByLabel('Token').fill(token);
  await modal().getByLabel('Repositories').fill('acme/*');
}

it('a service is chosen, tried, connected, shown without its token, and disconnected', async () => {
  const token = town.services.settings.gitlab?.token ?? '';
  await town.run('builds', '/faultline settings');
  await page.getByText('CI services of this workspace').first().waitFor(WAIT);
  await page.screenshot({ path: `${SHOTS}/ci-settings.png` });
  await page.getByRole('button', { name: 'Connect a CI service' }).first().click(WAIT);
  await modal().getByText('never shown again').waitFor(WAIT);
  await page.screenshot({ path: `${SHOTS}/ci-choose.png` });
  await modal().getByLabel('Service').selectOption({ label: 'GitLab CI' });
  await submit();
  await modal().getByText('read_api').waitFor(WAIT);
  await fillAndConnect('glpat-a-wrong-one');
  await page.screenshot({ path: `${SHOTS}/ci-connect.png` });
  await submit();
  await modal().getByText('GitLab CI is not connected').waitFor(WAIT);
  await modal().getByText('refuses it (401').waitFor(WAIT);
  await page.screenshot({ path: `${SHOTS}/ci-refused.png` });
  await modal().getByRole('button', { name: 'Try again' }).click(WAIT);
  await modal().getByText('read_api').waitFor(WAIT);
  expect(await modal().getByLabel('Token').inputValue()).toBe('');
  await fillAndConnect(token);
  await submit();
  await modal().getByText('GitLab CI is connected').waitFor(WAIT);
  await modal().getByText('acme/*').waitFor(WAIT);
  await page.screenshot({ path: `${SHOTS}/ci-connected.png` });
  await modal().getByRole('button', { name: 'Close' }).last().click(WAIT);
  await modal().waitFor({ ...WAIT, state: 'hidden' });
  await page
    .getByRole('button', { name: /Faultline/ })
    .first()
    .click(WAIT);
  await page.getByRole('tab', { name: 'Home' }).click(WAIT);
  const row = page.getByText(new URL(town.services.urls.gitlab).host).first();
  await row.waitFor(WAIT);
  await page.screenshot({ path: `${SHOTS}/ci-home.png`, fullPage: true });
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Disconnect' }).click(WAIT);
  await modal().getByText('is erased here').waitFor(WAIT);
  await submit();
  await modal().getByText('GitLab CI is disconnected').waitFor(WAIT);
}, 90_000);
