// Runs the engine beside the page, so that typing never waits for it. Where a browser has no workers of this kind, the page
// imports this file and calls `Service` itself.

import { Engine } from './engine.js';

const PAGE = 10;

/** Answers what a page asks, by the number of the run that it belongs to; only the newest run has an answer at hand. */
export class Service {
  constructor(url, get) {
    this.engine = new Engine(url, get);
    this.run = 0;
  }

  async search({ run, query }) {
    const answer = await this.engine.search(query);
    if (run > this.run) [this.run, this.answer] = [run, answer];
    return told(answer, answer.hits.slice());
  }

  async more({ run }) {
    const { answer } = this;
    return told(answer, run === this.run ? await answer.more(PAGE) : []);
  }

  async facets({ run }) { return run === this.run ? this.answer.facets() : []; }

  async suggest({ text }) {
    const { suggest } = await import('./suggest.js');
    return suggest(await this.engine.files(), text);
  }
}

const told = ({ total, exact, done, lost, files }, hits) => ({ total, exact, done, lost, documents: files.documents, hits });

if (typeof WorkerGlobalScope === 'function' && self instanceof WorkerGlobalScope) {
  let service;
  self.onmessage = async ({ data }) => {
    if (data.url) {
      service = new Service(data.url);
      return;
    }
    try {
      postMessage({ id: data.id, value: await service[data.kind](data) });
    } catch (error) {
      postMessage({ id: data.id, error: String(error) });
    }
  };
  // Tells the page that the engine stands, even before it asks.
  postMessage({});
}
