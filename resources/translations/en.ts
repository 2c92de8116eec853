<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>labels</name>
    <message>
        <source>vừa xong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} phút trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} giờ trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} ngày trước</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chờ thanh toán</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chờ xử lý</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sẵn sàng giao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đang vận chuyển</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã giao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giao thất bại</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trả hàng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
