//! What a browser shows when a request is refused, in both languages: the server does not know
//! which of them is asked for.

pub const ONLY_THIS_MACHINE: &str = "只有本机可以访问 / only this machine may ask\n";
pub const ONLY_WITH_TOKEN: &str = "请用终端上显示的网址或二维码打开，里面有口令 / open the address that the terminal shows, which has the token\n";
pub const ONLY_READING: &str = "只接受 GET 和 HEAD / only GET and HEAD\n";
pub const NO_SUCH_ADDRESS: &str = "没有这个网址 / no such address\n";
pub const MALFORMED_ADDRESS: &str = "网址写法有误 / the address is badly written\n";
