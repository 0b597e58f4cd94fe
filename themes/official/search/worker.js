// Runs the engine in a worker, so that typing never waits for it. In a browser without module workers the page imports this
// file and calls `Service` itself.

import { Engine } from './engine.js';

const PAGE = 10;

/** Answers the messages of a page. Each belongs to a run, that is to one query; only the answer of the newest run is kept. */
export class Service {
  constructor(url, start, get) {
    this.engine = new Engine(url, get, start);
    this.run = 0;
  }

  async search({ run, query }) {
    const answer = await this.engine.search(query);
    if (run > this.run) [this.run, this.answer] = [run, answer];
    return summary(answer, answer.hits.slice());
  }

  async more({ run }) {
    const { answer } = this;
    return summary(answer, run === this.run ? await answer.more(PAGE) : []);
  }

  async facets({ run }) {
    const { facets } = await import('./facets.js');
    return run === this.run ? facets(this.answer) : [];
  }

  async suggest({ text }) {
    const { suggest } = await import('./suggest.js');
    return suggest(await this.engine.files(), text);
  }
}

const summary = ({ total, exact, done, lost, files }, hits) => ({ total, exact, done, lost, documents: files.documents, hits });

if (typeof WorkerGlobalScope === 'function' && self instanceof WorkerGlobalScope) {
  let service;
  self.onmessage = async ({ data }) => {
    if (data.url) {
      service = new Service(data.url, data.start);
      return;
    }
    try {
      postMessage({ id: data.id, value: await service[data.kind](data) });
    } catch (error) {
      postMessage({ id: data.id, error: String(error) });
    }
  };
  // Tells the page that the worker has started.
  postMessage({});
}
