//! Why nothing was printed, in both languages, one function each.

use crate::failure;
use crate::failure::Failure;
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

pub fn cannot_print_with(program: &Path) -> Failure {
    failure!(
        "无法用浏览器 {path} 打印",
        "cannot print with the browser {path}",
        path = program.display()
    )
}

pub fn cannot_print(url: &str) -> Failure {
    failure!("无法打印 {url}", "cannot print {url}")
}

pub fn does_not_start() -> Failure {
    failure!("它启动不了", "it does not start")
}

pub fn no_output() -> Failure {
    failure!("它没有回应", "it says nothing")
}

pub fn not_ready(timeout: Duration) -> Failure {
    failure!(
        "{seconds} 秒内没有接受命令",
        "it took no command within {seconds} seconds",
        seconds = timeout.as_secs_f32()
    )
}

pub fn ended_at_once(output: &str) -> Failure {
    failure!("它一启动就结束了：{output}", "it ended at once: {output}")
}

pub fn unusable_address(address: &str) -> Failure {
    failure!("它的地址 {address} 用不上", "it listens on {address}")
}

pub fn does_not_listen() -> Failure {
    failure!("连不上它", "it does not listen")
}

pub fn no_devtools() -> Failure {
    failure!("它不懂 DevTools 协议", "it does not speak the DevTools protocol")
}

pub fn cannot_open_pages() -> Failure {
    failure!("浏览器打不开页面", "the browser opens no page")
}

pub fn cannot_open_page(error: &str) -> Failure {
    failure!("页面打不开：{error}", "the page does not open: {error}")
}

pub fn command(method: &str) -> Failure {
    failure!("{method}", "{method}")
}

pub fn command_failed(method: &str, error: &str) -> Failure {
    failure!("{method}：{error}", "{method}: {error}")
}

pub fn browser_gone() -> Failure {
    failure!("浏览器已经关闭", "the browser is gone")
}

pub fn no_answer(timeout: Duration) -> Failure {
    failure!(
        "{seconds} 秒内没有回答",
        "no answer within {seconds} seconds",
        seconds = timeout.as_secs_f32()
    )
}

pub fn not_json() -> Failure {
    failure!("浏览器的回答读不懂", "the browser says what is no JSON")
}

pub fn page_crashed() -> Failure {
    failure!("页面崩溃了", "the page crashed")
}

pub fn not_completed(error: &Value) -> Failure {
    failure!("页面没有排好：{error}", "the page could not be completed: {error}")
}

pub fn no_pdf() -> Failure {
    failure!("浏览器没有给出 PDF", "the browser sent no PDF")
}
