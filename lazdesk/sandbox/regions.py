"""Vietnam's provinces, districts and wards as Haravan lists them (haravan.md §10).

The 63 provinces from before July 2025 with Haravan's ids and codes. Ten big ones carry all their
districts, the others a few; wards are a sample. Hồ Chí Minh's district ids are Haravan's own, the
rest are numbered the same way. Ward ids are the statistics office's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

VIETNAM = 241


@dataclass(frozen=True, slots=True)
class Province:
    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class District:
    id: int
    code: str
    name: str
    province_id: int


@dataclass(frozen=True, slots=True)
class Ward:
    id: int
    code: str
    name: str
    district_id: int


# id code province | first district id kind: names, counted up from that id
_PROVINCES = """
1 HI Hà Nội
  | 1 Quận: Ba Đình, Hoàn Kiếm, Tây Hồ, Long Biên, Cầu Giấy, Đống Đa, Hai Bà Trưng, Hoàng Mai
  | 9 Quận: Thanh Xuân, Nam Từ Liêm, Bắc Từ Liêm, Hà Đông | 13 Thị xã: Sơn Tây
  | 14 Huyện: Sóc Sơn, Đông Anh, Gia Lâm, Thanh Trì, Mê Linh, Ba Vì, Phúc Thọ, Đan Phượng, Hoài Đức
  | 23 Huyện: Quốc Oai, Thạch Thất, Chương Mỹ, Thanh Oai, Thường Tín, Phú Xuyên, Ứng Hòa, Mỹ Đức
2 HG Hà Giang | 31 Thành phố: Hà Giang | 32 Huyện: Đồng Văn, Mèo Vạc, Yên Minh
3 CB Cao Bằng | 42 Thành phố: Cao Bằng | 43 Huyện: Bảo Lâm, Bảo Lạc, Hà Quảng
4 BK Bắc Kạn | 52 Thành phố: Bắc Kạn | 53 Huyện: Pác Nặm, Ba Bể, Ngân Sơn
5 TQ Tuyên Quang | 60 Thành phố: Tuyên Quang | 61 Huyện: Lâm Bình, Na Hang, Chiêm Hóa
6 LO Lào Cai | 67 Thành phố: Lào Cai | 68 Huyện: Bát Xát, Mường Khương, Si Ma Cai
7 DB Điện Biên | 76 Thành phố: Điện Biên Phủ | 77 Thị xã: Mường Lay
  | 78 Huyện: Mường Nhé, Mường Chà
8 LI Lai Châu | 86 Thành phố: Lai Châu | 87 Huyện: Tam Đường, Mường Tè, Sìn Hồ
9 SL Sơn La | 94 Thành phố: Sơn La | 95 Huyện: Quỳnh Nhai, Thuận Châu, Mường La
10 YB Yên Bái | 106 Thành phố: Yên Bái | 107 Thị xã: Nghĩa Lộ | 108 Huyện: Lục Yên, Văn Yên
11 HO Hòa Bình | 115 Thành phố: Hòa Bình | 116 Huyện: Đà Bắc, Lương Sơn, Kim Bôi
12 TY Thái Nguyên | 125 Thành phố: Thái Nguyên, Sông Công, Phổ Yên | 128 Huyện: Định Hóa
13 LS Lạng Sơn | 134 Thành phố: Lạng Sơn | 135 Huyện: Tràng Định, Bình Gia, Văn Lãng
14 QN Quảng Ninh | 145 Thành phố: Hạ Long, Móng Cái, Cẩm Phả, Uông Bí
15 BG Bắc Giang | 158 Thành phố: Bắc Giang | 159 Huyện: Yên Thế, Tân Yên, Lạng Giang
16 PT Phú Thọ | 168 Thành phố: Việt Trì | 169 Thị xã: Phú Thọ | 170 Huyện: Đoan Hùng, Hạ Hòa
17 VT Vĩnh Phúc | 181 Thành phố: Vĩnh Yên, Phúc Yên | 183 Huyện: Lập Thạch, Tam Dương
18 BN Bắc Ninh | 190 Thành phố: Bắc Ninh, Từ Sơn | 192 Thị xã: Quế Võ | 193 Huyện: Yên Phong
19 HD Hải Dương | 198 Thành phố: Hải Dương, Chí Linh | 200 Thị xã: Kinh Môn | 201 Huyện: Nam Sách
20 HP Hải Phòng | 210 Quận: Hồng Bàng, Ngô Quyền, Lê Chân, Hải An, Kiến An, Đồ Sơn, Dương Kinh
  | 217 Huyện: Thủy Nguyên, An Dương, An Lão, Kiến Thuỵ, Tiên Lãng, Vĩnh Bảo, Cát Hải, Bạch Long Vĩ
21 HY Hưng Yên | 225 Thành phố: Hưng Yên | 226 Huyện: Văn Lâm, Văn Giang, Yên Mỹ
22 TB Thái Bình | 235 Thành phố: Thái Bình | 236 Huyện: Quỳnh Phụ, Hưng Hà, Đông Hưng
23 HM Hà Nam | 243 Thành phố: Phủ Lý | 244 Thị xã: Duy Tiên | 245 Huyện: Kim Bảng, Thanh Liêm
24 ND Nam Định | 249 Thành phố: Nam Định | 250 Huyện: Mỹ Lộc, Vụ Bản, Ý Yên
25 NB Ninh Bình | 259 Thành phố: Ninh Bình, Tam Điệp | 261 Huyện: Nho Quan, Gia Viễn
26 TH Thanh Hóa | 267 Thành phố: Thanh Hóa, Sầm Sơn | 269 Thị xã: Bỉm Sơn, Nghi Sơn
  | 271 Huyện: Mường Lát, Quan Hóa, Bá Thước, Quan Sơn, Lang Chánh, Ngọc Lặc, Cẩm Thủy, Thạch Thành
  | 279 Huyện: Hà Trung, Vĩnh Lộc, Yên Định, Thọ Xuân, Thường Xuân, Triệu Sơn, Thiệu Hóa, Hoằng Hóa
  | 287 Huyện: Hậu Lộc, Nga Sơn, Như Xuân, Như Thanh, Nông Cống, Đông Sơn, Quảng Xương
27 NA Nghệ An | 294 Thành phố: Vinh | 295 Thị xã: Cửa Lò, Thái Hòa, Hoàng Mai
  | 298 Huyện: Quế Phong, Quỳ Châu, Kỳ Sơn, Tương Dương, Nghĩa Đàn, Quỳ Hợp, Quỳnh Lưu, Con Cuông
  | 306 Huyện: Tân Kỳ, Anh Sơn, Diễn Châu, Yên Thành, Đô Lương, Thanh Chương, Nghi Lộc, Nam Đàn
  | 314 Huyện: Hưng Nguyên
28 HT Hà Tĩnh | 315 Thành phố: Hà Tĩnh | 316 Thị xã: Hồng Lĩnh | 317 Huyện: Hương Sơn, Đức Thọ
29 QB Quảng Bình | 328 Thành phố: Đồng Hới | 329 Huyện: Minh Hóa, Tuyên Hóa, Quảng Trạch
30 QT Quảng Trị | 336 Thành phố: Đông Hà | 337 Thị xã: Quảng Trị | 338 Huyện: Vĩnh Linh, Hướng Hóa
31 TT Thừa Thiên Huế | 346 Thành phố: Huế | 347 Huyện: Phong Điền, Quảng Điền, Phú Vang
32 DA Đà Nẵng | 355 Quận: Liên Chiểu, Thanh Khê, Hải Châu, Sơn Trà, Ngũ Hành Sơn, Cẩm Lệ
  | 361 Huyện: Hòa Vang, Hoàng Sa
33 QM Quảng Nam | 363 Thành phố: Tam Kỳ, Hội An | 365 Huyện: Tây Giang, Đông Giang
34 QG Quảng Ngãi | 381 Thành phố: Quảng Ngãi | 382 Huyện: Bình Sơn, Trà Bồng, Sơn Tịnh
35 BD Bình Định | 394 Thành phố: Quy Nhơn | 395 Thị xã: Hoài Nhơn | 396 Huyện: An Lão, Hoài Ân
36 PY Phú Yên | 405 Thành phố: Tuy Hòa | 406 Thị xã: Sông Cầu | 407 Huyện: Đồng Xuân, Tuy An
37 KH Khánh Hòa | 414 Thành phố: Nha Trang, Cam Ranh | 416 Thị xã: Ninh Hòa
  | 417 Huyện: Cam Lâm, Vạn Ninh, Khánh Vĩnh, Diên Khánh, Khánh Sơn, Trường Sa
38 NT Ninh Thuận | 423 Thành phố: Phan Rang-Tháp Chàm | 424 Huyện: Bác Ái, Ninh Sơn, Ninh Hải
39 BU Bình Thuận | 430 Thành phố: Phan Thiết | 431 Thị xã: La Gi | 432 Huyện: Tuy Phong, Bắc Bình
40 KT Kon Tum | 440 Thành phố: Kon Tum | 441 Huyện: Đắk Glei, Ngọc Hồi, Đắk Tô
41 GL Gia Lai | 450 Thành phố: Pleiku | 451 Thị xã: An Khê, Ayun Pa | 453 Huyện: KBang
42 DC Đắk Lắk | 700 Thành phố: Buôn Ma Thuột | 701 Thị xã: Buôn Hồ | 702 Huyện: Ea H'leo, Ea Súp
43 DO Đắk Nông | 715 Thành phố: Gia Nghĩa | 716 Huyện: Đăk Glong, Cư Jút, Đắk Mil
44 LD Lâm Đồng | 723 Thành phố: Đà Lạt, Bảo Lộc | 725 Huyện: Đam Rông, Lạc Dương
45 BP Bình Phước | 735 Thành phố: Đồng Xoài | 736 Thị xã: Phước Long, Bình Long
  | 738 Huyện: Bù Gia Mập
46 TN Tây Ninh | 746 Thành phố: Tây Ninh | 747 Huyện: Tân Biên, Tân Châu, Dương Minh Châu
47 BI Bình Dương | 755 Thành phố: Thủ Dầu Một, Tân Uyên, Dĩ An, Thuận An | 759 Thị xã: Bến Cát
  | 760 Huyện: Bàu Bàng, Dầu Tiếng, Phú Giáo, Bắc Tân Uyên
48 DN Đồng Nai | 764 Thành phố: Biên Hòa, Long Khánh
  | 766 Huyện: Tân Phú, Vĩnh Cửu, Định Quán, Trảng Bom, Thống Nhất, Cẩm Mỹ, Long Thành, Xuân Lộc
  | 774 Huyện: Nhơn Trạch
49 BV Bà Rịa - Vũng Tàu | 775 Thành phố: Vũng Tàu, Bà Rịa | 777 Huyện: Châu Đức, Xuyên Mộc
50 HC Hồ Chí Minh
  | 466 Quận: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
  | 478 Quận: Gò Vấp, Tân Bình, Bình Thạnh, Phú Nhuận, Thủ Đức
  | 483 Huyện: Củ Chi, Hóc Môn, Bình Chánh, Nhà Bè, Cần Giờ | 679 Quận: Bình Tân, Tân Phú
51 LA Long An | 488 Thành phố: Tân An | 489 Thị xã: Kiến Tường | 490 Huyện: Tân Hưng, Vĩnh Hưng
52 TG Tiền Giang | 503 Thành phố: Mỹ Tho | 504 Thị xã: Gò Công, Cai Lậy | 506 Huyện: Tân Phước
53 BT Bến Tre | 514 Thành phố: Bến Tre | 515 Huyện: Châu Thành, Chợ Lách, Mỏ Cày Nam
54 TV Trà Vinh | 523 Thành phố: Trà Vinh | 524 Huyện: Càng Long, Cầu Kè, Tiểu Cần
55 VL Vĩnh Long | 532 Thành phố: Vĩnh Long | 533 Huyện: Long Hồ, Mang Thít, Vũng Liêm
56 DT Đồng Tháp | 540 Thành phố: Cao Lãnh, Sa Đéc, Hồng Ngự | 543 Huyện: Tân Hồng
57 AG An Giang | 552 Thành phố: Long Xuyên, Châu Đốc | 554 Thị xã: Tân Châu | 555 Huyện: An Phú
58 KG Kiên Giang | 563 Thành phố: Rạch Giá, Hà Tiên, Phú Quốc | 566 Huyện: Kiên Lương
59 CN Cần Thơ | 578 Quận: Ninh Kiều, Ô Môn, Bình Thủy, Cái Răng, Thốt Nốt
  | 583 Huyện: Vĩnh Thạnh, Cờ Đỏ, Phong Điền, Thới Lai
60 HU Hậu Giang | 587 Thành phố: Vị Thanh, Ngã Bảy | 589 Huyện: Châu Thành A, Châu Thành
61 ST Sóc Trăng | 595 Thành phố: Sóc Trăng | 596 Huyện: Châu Thành, Kế Sách, Mỹ Tú
62 BL Bạc Liêu | 606 Thành phố: Bạc Liêu | 607 Huyện: Hồng Dân, Phước Long, Vĩnh Lợi
63 CM Cà Mau | 613 Thành phố: Cà Mau | 614 Huyện: U Minh, Thới Bình, Trần Văn Thời
"""

# district id | kind: ward id name, …
_WARDS = """
1 | Phường: 00001 Phúc Xá, 00004 Trúc Bạch, 00006 Vĩnh Phúc
2 | Phường: 00037 Phúc Tân, 00040 Đồng Xuân, 00043 Hàng Mã
3 | Phường: 00091 Phú Thượng, 00094 Nhật Tân, 00097 Tứ Liên
4 | Phường: 00115 Thượng Thanh, 00118 Ngọc Thụy, 00121 Giang Biên
5 | Phường: 00157 Nghĩa Đô, 00160 Nghĩa Tân, 00163 Mai Dịch
6 | Phường: 00178 Cát Linh, 00181 Văn Miếu, 00184 Quốc Tử Giám
7 | Phường: 00241 Nguyễn Du, 00244 Bạch Đằng, 00247 Phạm Đình Hổ
8 | Phường: 00301 Thanh Trì, 00304 Vĩnh Hưng, 00307 Định Công
9 | Phường: 00343 Nhân Chính, 00346 Thượng Đình, 00349 Khương Trung
10 | Phường: 00592 Cầu Diễn, 00622 Xuân Phương, 00623 Phương Canh
11 | Phường: 00595 Thượng Cát, 00598 Liên Mạc, 00601 Đông Ngạc
12 | Phường: 09538 Nguyễn Trãi, 09541 Mộ Lao, 09542 Văn Quán
15 | Thị trấn: 00454 Đông Anh | Xã: 00457 Xuân Nộn, 00460 Thuỵ Lâm
16 | Thị trấn: 00526 Yên Viên | Xã: 00529 Yên Thường, 00532 Yên Viên
17 | Thị trấn: 00640 Văn Điển | Xã: 00643 Tân Triều, 00646 Thanh Liệt
210 | Phường: 11296 Quán Toan, 11299 Hùng Vương, 11302 Sở Dầu
211 | Phường: 11329 Máy Chai, 11332 Máy Tơ, 11335 Vạn Mỹ
212 | Phường: 11368 Cát Dài, 11371 An Biên, 11374 Lam Sơn
213 | Phường: 11410 Đông Hải 1, 11411 Đông Hải 2, 11413 Đằng Lâm
214 | Phường: 11428 Quán Trữ, 11429 Lãm Hà, 11431 Đồng Hòa
215 | Phường: 11455 Ngọc Xuyên, 11458 Hải Sơn, 11461 Vạn Hương
216 | Phường: 11683 Đa Phúc, 11686 Hưng Đạo, 11689 Anh Dũng
267 | Phường: 14755 Hàm Rồng, 14758 Đông Thọ, 14761 Nam Ngạn
268 | Phường: 14830 Trung Sơn, 14833 Bắc Sơn, 14836 Trường Sơn
294 | Phường: 16663 Đông Vĩnh, 16666 Hà Huy Tập, 16669 Lê Lợi
355 | Phường: 20194 Hòa Hiệp Bắc, 20195 Hòa Hiệp Nam, 20197 Hòa Khánh Bắc
356 | Phường: 20203 Tam Thuận, 20206 Thanh Khê Tây, 20207 Thanh Khê Đông
357 | Phường: 20227 Thanh Bình, 20230 Thuận Phước, 20233 Thạch Thang
358 | Phường: 20263 Thọ Quang, 20266 Nại Hiên Đông, 20269 Mân Thái
359 | Phường: 20284 Mỹ An, 20285 Khuê Mỹ, 20287 Hòa Quý
360 | Phường: 20260 Khuê Trung, 20305 Hòa Phát, 20306 Hòa An
361 | Xã: 20293 Hòa Bắc, 20296 Hòa Liên, 20299 Hòa Ninh
414 | Phường: 22327 Vĩnh Hòa, 22330 Vĩnh Hải, 22333 Vĩnh Phước
415 | Phường: 22408 Cam Nghĩa, 22411 Cam Phúc Bắc, 22414 Cam Phúc Nam
466 | Phường: 26734 Tân Định, 26737 Đa Kao, 26740 Bến Nghé
468 | Phường: 27127 14, 27130 12, 27133 11
469 | Phường: 27259 13, 27262 09, 27265 06
470 | Phường: 27301 04, 27304 09, 27307 03
471 | Phường: 27346 14, 27349 13, 27352 09
472 | Phường: 27466 Tân Thuận Đông, 27469 Tân Thuận Tây, 27472 Tân Kiểng
473 | Phường: 27388 08, 27391 02, 27394 01
475 | Phường: 27163 15, 27166 13, 27169 14
476 | Phường: 27208 15, 27211 05, 27214 14
477 | Phường: 26764 Thạnh Xuân, 26767 Thạnh Lộc, 26770 Hiệp Thành
478 | Phường: 26869 15, 26872 13, 26875 17
479 | Phường: 26965 02, 26968 04, 26971 12
480 | Phường: 26905 13, 26908 11, 26911 27
481 | Phường: 27043 04, 27046 05, 27049 09
483 | Thị trấn: 27496 Củ Chi | Xã: 27499 Phú Mỹ Hưng, 27502 An Phú
485 | Thị trấn: 27595 Tân Túc | Xã: 27598 Phạm Văn Hai, 27601 Vĩnh Lộc A
578 | Phường: 31117 Cái Khế, 31120 An Hòa, 31123 Thới Bình
579 | Phường: 31153 Châu Văn Liêm, 31154 Thới Hòa, 31156 Thới Long
580 | Phường: 31168 Bình Thủy, 31169 Trà An, 31171 Trà Nóc
581 | Phường: 31186 Lê Bình, 31189 Hưng Phú, 31192 Hưng Thạnh
582 | Phường: 31207 Thốt Nốt, 31210 Thới Thuận, 31212 Thuận An
679 | Phường: 27436 Bình Hưng Hòa, 27439 Bình Hưng Hòa A, 27442 Bình Hưng Hòa B
680 | Phường: 27010 Tân Sơn Nhì, 27013 Tây Thạnh, 27016 Sơn Kỳ
755 | Phường: 25741 Hiệp Thành, 25744 Phú Lợi, 25747 Phú Cường
756 | Phường: 25888 Uyên Hưng, 25891 Tân Phước Khánh, 25912 Vĩnh Tân
757 | Phường: 25942 Dĩ An, 25945 Tân Bình, 25948 Tân Đông Hiệp
758 | Phường: 25963 An Thạnh, 25966 Lái Thiêu, 25969 Bình Chuẩn
764 | Phường: 25993 Trảng Dài, 25996 Tân Phong, 25999 Tân Biên
765 | Phường: 26071 Xuân Trung, 26074 Xuân Thanh, 26077 Xuân Bình
"""


def _read_districts() -> Iterator[tuple[Province, list[District]]]:
    for block in re.split(r"\n(?=\d)", _PROVINCES.strip()):
        head, *groups = (part.strip() for part in block.split("|"))
        number, code, name = head.split(" ", 2)
        province = Province(int(number), code, name)
        districts = []
        for group in groups:
            start, names = group.split(": ")
            first, kind = start.split(" ", 1)
            for district_id, short in enumerate(names.split(", "), int(first)):
                full_name = f"{kind} {short}"
                districts.append(
                    District(district_id, f"{code}{district_id}", full_name, province.id)
                )
        yield province, districts


def _read_wards() -> Iterator[tuple[int, list[Ward]]]:
    for line in _WARDS.strip().splitlines():
        head, *groups = (part.strip() for part in line.split("|"))
        district_id = int(head)
        wards = []
        for group in groups:
            kind, names = group.split(": ")
            for entry in names.split(", "):
                code, short = entry.split(" ", 1)
                wards.append(Ward(int(code), code, f"{kind} {short}", district_id))
        yield district_id, wards


_BY_PROVINCE = dict(_read_districts())
_DISTRICTS_OF = {province.id: tuple(districts) for province, districts in _BY_PROVINCE.items()}
_WARDS_OF: dict[int, tuple[Ward, ...]] = {
    district.id: () for districts in _DISTRICTS_OF.values() for district in districts
}
_WARDS_OF.update((district_id, tuple(wards)) for district_id, wards in _read_wards())

PROVINCES = tuple(_BY_PROVINCE)

# Each of the 34 provinces of July 2025 bears the name of an old one.
_LEFT = """
AG BN CB CM CN DA DB DC DN DT GL HC HI HP HT HY KH LD LI LO LS NA NB PT QG QN QT SL TH TN TQ TT
TY VL
"""
NEW_PROVINCES = tuple(each for each in PROVINCES if each.code in _LEFT.split())


def districts_of(province_id: int) -> tuple[District, ...]:
    """The districts of a province. KeyError when there is no such province."""
    return _DISTRICTS_OF[province_id]


def wards_of(district_id: int) -> tuple[Ward, ...]:
    """The wards known of a district (none of most small ones). KeyError: no such district."""
    return _WARDS_OF[district_id]
