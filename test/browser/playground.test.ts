import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { launchOptions } from '../support/chromium.ts';
import { type RunningPlayground, runPlayground } from '../support/running-playground.ts';

/** Kept for people to look at; not committed. */
const SHOTS = 'test/browser/screenshots';
const WAIT = { timeout: 10_000 };

const REFUSED = [
  'npm notice Publishing to https://npm.example.com/ with tag latest and default access',
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You do not have permission to publish "@acme/ui"',
].join('\n');

let town: RunningPlayground;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  await mkdir(SHOTS, { recursive: true });
  town = await runPlayground();
  browser = await chromium.launch(launchOptions());
}, 60_000);

afterAll(async () => {
  await browser.close();
  await town.stop();
});

beforeEach(async () => {
  await page?.close();
  await town.control('reset', {});
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  await page.goto(`${town.url}/?theme=light`);
  await page.getByTestId('composer').waitFor(WAIT);
});

async function paste(text: string): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('send').click();
}

function card() {
  return page.getByTestId('thread-reply').first();
}

describe('the playground in a browser', () => {
  it('answers a pasted log in the thread, light and dark', async () => {
    await paste(REFUSED);
    await card().waitFor(WAIT);
    const words = await card().innerText();
    expect(words).toContain('403 from npm.example.com: known, but not allowed');
    expect(words).toContain('npm error 403 403 Forbidden');
    expect(words).toContain('Do this');
    expect(words).not.toContain('_publish_');
    await page.screenshot({ path: `${SHOTS}/card-light.png` });
    await page.getByTestId('theme-toggle').click();
    await page.screenshot({ path: `${SHOTS}/card-dark.png` });
  }, 60_000);

  it.each([
    {
      sample: 'GitHub Actions: release failed',
      says: ['403 from npm.example.com: known, but not allowed', 'publish'],
      run: '/acme/shop/actions/runs/90210',
      line: '#step:',
      shot: 'alert-github',
    },
    {
      sample: 'GitLab: pipeline failed',
      says: ['Jest tests fail', 'integration'],
      run: '/acme/core/api/-/jobs/991',
      line: '/acme/core/api/-/jobs/991#L',
      shot: 'alert-gitlab',
    },
  ])(
    'answers the sample alert "$sample" with the card of the failed job',
    async ({ sample, says, run, line, shot }) => {
      await page.getByTestId('samples').click();
      await page.locator(`[data-testid=sample-alert][data-name="${sample}"]`).getByRole('button').click(WAIT);
      await page.getByTestId('open-thread').last().click(WAIT);
      await card().waitFor(WAIT);
      const words = await card().innerText();
      for (const one of says) expect(words).toContain(one);
      const links = await card()
        .getByRole('link')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      for (const address of [run, line]) expect(links.some((href) => href?.includes(address))).toBe(true);
      await page.screenshot({ path: `${SHOTS}/${shot}.png` });
    },
    60_000,
  );

  it('shows a playbook to the asker of the slash command', async () => {
    await page.getByTestId('composer').fill('/faultline explain http-auth-failure');
    await page.getByTestId('send').click();
    await page.getByText('Only visible to you').waitFor(WAIT);
    expect(await page.getByTestId('message').last().innerText()).toContain('http-auth-failure');
    await page.screenshot({ path: `${SHOTS}/explain.png` });
  }, 60_000);

  it('lists the catalog by category, and a category in a window', async () => {
    await page.getByTestId('composer').fill('/faultline list');
    await page.getByTestId('send').click();
    const list = page.getByTestId('message').last();
    await list.getByRole('button', { name: 'Show' }).first().waitFor(WAIT);
    expect(await list.innerText()).not.toContain('not shown');
    await page.screenshot({ path: `${SHOTS}/list.png` });
    await list.getByRole('button', { name: 'Show' }).first().click(WAIT);
    await page.getByTestId('modal').waitFor(WAIT);
    expect(await page.getByTestId('modal').innerText()).toContain('http-auth-failure');
    await page.screenshot({ path: `${SHOTS}/list-category.png` });
  }, 60_000);

  it('counts a click on "Helped" and opens the full playbook', async () => {
    await paste(REFUSED);
    await card().getByRole('button', { name: 'Helped' }).click(WAIT);
    await card().getByText('Helped 1').waitFor(WAIT);
    await card().getByRole('button', { name: 'Full playbook' }).click(WAIT);
    await page.getByTestId('modal').waitFor(WAIT);
    expect(await page.getByTestId('modal').innerText()).toContain('Prevention');
    await page.screenshot({ path: `${SHOTS}/full-playbook.png` });
  }, 60_000);

  it('takes a log through the form of /faultline analyze', async () => {
    await page.getByTestId('composer').fill('/faultline analyze');
    await page.getByTestId('send').click();
    await page.getByTestId('modal').waitFor(WAIT);
    await page.getByTestId('modal').getByRole('textbox').fill(REFUSED);
    await page.screenshot({ path: `${SHOTS}/analyze-form.png` });
    await page.getByTestId('modal-submit').click();
    await page.getByTestId('open-thread').last().click(WAIT);
    await card().waitFor(WAIT);
    expect(await card().innerText()).toContain('403 from npm.example.com: known, but not allowed');
  }, 60_000);

  it('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await paste(REFUSED);
    await card().waitFor(WAIT);
    const wider = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(wider).toBe(false);
    await page.screenshot({ path: `${SHOTS}/card-narrow.png` });
  }, 60_000);

  it('had nothing to complain about in the console', () => {
    expect(complaints).toEqual([]);
  });
});
